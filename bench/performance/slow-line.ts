/**
 * `node slow-line.ts <host> <port> <ms>`: a way to a server on which every byte takes so long in each direction, as over a distance.
 * A connection has at most 4 MiB on its way, the window of an ordinary host: with 50 ms there and back that is 80 MB/s, about what
 * Amazon S3 gives one request. Prints the port it listens on and ends with its standard input.
 */
import { connect, createServer, type Socket } from 'node:net';

const [host = '', port = '', ms = ''] = process.argv.slice(2);
const WINDOW = 4 * 1024 * 1024;

function late(from: Socket, to: Socket): void {
  let onTheWay = 0;
  from.on('data', (chunk: Buffer) => {
    onTheWay += chunk.length;
    if (onTheWay >= WINDOW) from.pause();
    setTimeout(() => to.writable && to.write(chunk), Number(ms));
    // The acknowledgement takes as long to come back.
    setTimeout(() => {
      onTheWay -= chunk.length;
      if (onTheWay < WINDOW) from.resume();
    }, 2 * Number(ms));
  });
  from.on('end', () => setTimeout(() => to.end(), Number(ms)));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), Number(ms)));
}

const server = createServer((near) => {
  const far = connect(Number(port), host);
  for (const socket of [near, far]) socket.setNoDelay(true);
  late(near, far);
  late(far, near);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(address === null || typeof address === 'string' ? '' : address.port);
});
process.stdin.resume().once('end', () => process.exit(0));
