/**
 * Runs inside the sandbox, in a Node.js of its own (`node -e`), so it may use nothing from outside this function: connects
 * a port of the loopback interface with a socket, runs the command, and ends as it ends. Programs that know only TCP (JDBC)
 * reach the scratch server this way. Arguments: port, socket, program, its arguments.
 */
export function forward(): void {
  const { argv, exit, stderr, getBuiltinModule } = process;
  const net = getBuiltinModule('node:net');
  const { spawn } = getBuiltinModule('node:child_process');
  const { constants } = getBuiltinModule('node:os');
  const [, port, socket = '', program = '', ...args] = argv;
  const server = net.createServer((near) => {
    const far = net.connect(socket);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('error', end).on('close', end);
    far.on('error', end).on('close', end);
    near.pipe(far).pipe(near);
  });
  server.listen(Number(port), '127.0.0.1', () => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.once('error', (error) => {
      stderr.write(`${error.message}\n`);
      exit(127);
    });
    child.once('exit', (code, signal) => {
      exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
