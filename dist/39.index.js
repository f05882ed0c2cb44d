export const id = 39;
export const ids = [39];
export const modules = {

/***/ 10039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCli: () => (/* binding */ runCli)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/nearest.js
var nearest = __webpack_require__(77658);
// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(58508);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/runtime/check-spec.js
var check_spec = __webpack_require__(15771);
// EXTERNAL MODULE: ./build/runtime/parse-inputs.js
var parse_inputs = __webpack_require__(66036);
;// CONCATENATED MODULE: ./build/runtime/cli-args.js




const MAX_SECRET_FILE = 1024 * 1024;
/** The options that are there; what else is wrong with the arguments is of no concern here. */
function cliOptions(args) {
    const has = (name) => args.includes(`--${name}`);
    return { help: has('help'), version: has('version'), json: has('json'), debug: has('debug') };
}
/** How an input is given on the command line. */
function flagsOf(name, input, spec) {
    if (input.kind === 'boolean')
        return [`--${name}`, `--no-${name}`];
    if (input.kind !== 'secret')
        return [`--${name}`];
    // `identity-file` may be an input of its own; then it is the way to give `identity` in a file.
    return spec.inputs[`${name}-file`] === undefined ? [`--${name}-file`] : [];
}
/** The environment variable of a secret: `PBA_S3_SECRET_ACCESS_KEY`. */
function variableOf(name) {
    return `PBA_${name.replaceAll('-', '_').toUpperCase()}`;
}
/**
 * Reads the flags of one action: `--name value` or `--name=value`; a list repeats its flag; booleans are `--name`
 * and `--no-name`; secrets come from files and from the environment, never from argv, which every user of the machine can read.
 */
async function readArguments(spec, args, env) {
    const reader = new ArgumentReader(spec);
    for (let index = 0; index < args.length; index += 1) {
        if (reader.take(args[index] ?? '', args[index + 1]))
            index += 1;
    }
    await reader.readSecrets(env);
    return { raw: reader.raw, problems: reader.problems, attempted: reader.attempted };
}
class ArgumentReader {
    raw = {};
    problems = [];
    attempted = [];
    #spec;
    /** What each flag sets. */
    #targets = new Map();
    #secretFiles = new Map();
    constructor(spec) {
        this.#spec = spec;
        for (const [name, input] of Object.entries(spec.inputs)) {
            for (const flag of flagsOf(name, input, spec)) {
                if (input.kind === 'boolean')
                    this.#targets.set(flag, { name, input, text: String(flag === `--${name}`) });
                else if (input.kind === 'secret')
                    this.#targets.set(flag, { name, input, file: true });
                else
                    this.#targets.set(flag, { name, input });
            }
        }
    }
    /** Takes one argument; true when it took the next one as its value. */
    take(argument, next) {
        const equals = argument.indexOf('=');
        const flag = equals < 0 ? argument : argument.slice(0, equals);
        const attached = equals < 0 ? undefined : argument.slice(equals + 1);
        if (check_spec/* CLI_OPTIONS */.E.includes(flag.replace(/^--/, ''))) {
            if (attached !== undefined)
                this.problems.push(`${flag}: takes no value`);
            return false;
        }
        const target = this.#targets.get(flag);
        if (target === undefined)
            return this.#refuse(flag, next, attached);
        if (target.text !== undefined) {
            if (attached !== undefined)
                this.problems.push(`${flag}: takes no value; it is --${target.name} or --no-${target.name}`);
            else
                this.#set(target.name, target.input, target.text, flag);
            return false;
        }
        const separate = attached === undefined && next !== undefined && !next.startsWith('--');
        const value = attached ?? (separate ? next : undefined);
        if (value === undefined || value === '')
            this.attempted.push(target.name);
        if (value === undefined || value === '')
            this.problems.push(`${flag}: needs a value (${flag} VALUE or ${flag}=VALUE)`);
        else if (target.file)
            this.#setFile(target.name, value, flag);
        else
            this.#set(target.name, target.input, value, flag);
        return separate;
    }
    /** Values of unknown flags are passed over: one mistake is one problem. */
    #refuse(flag, next, attached) {
        const name = flag.replace(/^--/, '');
        if (!flag.startsWith('--') || name === '') {
            this.problems.push(`${JSON.stringify(flag.slice(0, 40))}: every value needs a flag in front of it`);
            return false;
        }
        if (this.#spec.inputs[name]?.kind === 'secret') {
            this.attempted.push(name);
            const file = this.#spec.inputs[`${name}-file`] !== undefined || this.#targets.has(`--${name}-file`);
            this.problems.push(`${flag}: a secret is never taken from the command line; use ${file ? `--${name}-file PATH or ` : ''}${variableOf(name)}`);
        }
        else {
            const known = [...this.#targets.keys()].map((target) => target.slice(2));
            this.problems.push(`--${(0,parse_inputs/* unknownName */.U0)(name, [...known, ...check_spec/* CLI_OPTIONS */.E], 'flag')}`);
        }
        return attached === undefined && next !== undefined && !next.startsWith('-');
    }
    #set(name, input, text, flag) {
        const earlier = this.raw[name];
        if (earlier === undefined)
            this.raw[name] = text;
        else if (input.kind === 'list')
            this.raw[name] = `${earlier}\n${text}`;
        else
            this.problems.push(`${flag}: ${name} is given more than once`);
    }
    #setFile(name, path, flag) {
        if (this.#secretFiles.has(name))
            this.problems.push(`${flag}: is given more than once`);
        this.#secretFiles.set(name, path);
    }
    async readSecrets(env) {
        for (const [name, input] of Object.entries(this.#spec.inputs)) {
            if (input.kind !== 'secret')
                continue;
            const path = this.#secretFiles.get(name);
            if (path !== undefined)
                this.attempted.push(name);
            const variable = env[variableOf(name)];
            if (path !== undefined && variable !== undefined && variable !== '') {
                this.problems.push(`--${name}-file and ${variableOf(name)} are both given; give one of them`);
            }
            else if (path === undefined) {
                if (variable !== undefined)
                    this.raw[name] = variable;
            }
            else {
                await this.#readSecretFile(name, path);
            }
        }
    }
    async #readSecretFile(name, path) {
        try {
            const text = await (0,promises_.readFile)(path, 'utf8');
            if (text.trim() === '')
                this.problems.push(`--${name}-file: ${path} is empty`);
            else if (text.length > MAX_SECRET_FILE)
                this.problems.push(`--${name}-file: ${path} is larger than 1 MiB`);
            else
                this.raw[name] = text;
        }
        catch (error) {
            this.problems.push(`--${name}-file: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
}

// EXTERNAL MODULE: ./build/runtime/exit-codes.js
var exit_codes = __webpack_require__(21104);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
// EXTERNAL MODULE: ./build/runtime/read-value.js
var read_value = __webpack_require__(89515);
;// CONCATENATED MODULE: ./build/runtime/cli-help.js





const WIDTH = 100;
const OPTIONS = `Options of every action:
  --json     print only the result as JSON on stdout; errors as {"error":{"code","message","hint"}}
  --debug    print details and stacks on stderr
  --help     this text
  --version  the version`;
/** The help of the whole toolkit. */
function toolkitHelp(specs) {
    const rows = specs.map((spec) => [`  ${spec.name}`, spec.description]);
    return [
        `postgres-backup-actions ${version/* VERSION */.x}: PostgreSQL backups that are proven by restoring them.`,
        '',
        'Usage: node dist/cli.js ACTION [--input VALUE ...]',
        '       node dist/cli.js ACTION --help',
        '',
        'Actions:',
        ...rows.map(([name = '', text = '']) => hang(name.padEnd(16), text)),
        '',
        OPTIONS,
        '',
        exitCodes(),
        '',
    ].join('\n');
}
/** The help of one action, made from its spec. */
function actionHelp(spec) {
    return [
        ...wrap(`${spec.title}. ${spec.description}`, WIDTH),
        '',
        `Usage: node dist/cli.js ${spec.name} [--input VALUE ...]`,
        '',
        ...[...groups(spec)].flatMap(([group, inputs]) => [
            `${group}:`,
            ...inputs.flatMap(([name, input]) => inputHelp(name, input, spec)),
            '',
        ]),
        OPTIONS,
        '',
        'Lists repeat their flag. Secrets come from a file or from the environment, never from the command line.',
        '',
        exitCodes(),
        '',
        'Example:',
        ...cliExample(spec).map((line) => `  ${line}`),
        '',
    ].join('\n');
}
/** Inputs under their headings, in the order of the spec, those of the action itself first. */
function groups(spec) {
    const result = new Map([['This action', []]]);
    for (const [name, input] of Object.entries(spec.inputs)) {
        const group = input.group ?? 'This action';
        result.set(group, [...(result.get(group) ?? []), [name, input]]);
    }
    if (result.get('This action')?.length === 0)
        result.delete('This action');
    return result;
}
function inputHelp(name, input, spec) {
    const head = waysToGive(name, input, spec);
    const facts = [];
    if (input.required)
        facts.push('Required.');
    if (['choice', 'integer', 'duration'].includes(input.kind) || ('pattern' in input && input.pattern)) {
        facts.push(`It has to be ${(0,read_value/* allowed */.TQ)(input)}.`);
    }
    if (input.default !== undefined)
        facts.push(`Default: ${input.default}.`);
    return [
        `  ${head}`,
        ...wrap([plain(input.description), ...facts].join(' '), WIDTH - 6).map((line) => `      ${line}`),
    ];
}
/** `--stores VALUE ...`, `--flag | --no-flag`, `--password-file PATH or environment variable PBA_PASSWORD` */
function waysToGive(name, input, spec) {
    const flags = flagsOf(name, input, spec);
    switch (input.kind) {
        case 'boolean':
            return flags.join(' | ');
        case 'secret':
            return [...flags.map((flag) => `${flag} PATH`), `environment variable ${variableOf(name)}`].join(' or ');
        case 'list':
            return `${flags.join('')} VALUE ...`;
        default:
            return `${flags.join('')} ${input.kind === 'path' ? 'PATH' : 'VALUE'}`;
    }
}
/** The example of the spec as a command for a shell. */
function cliExample(spec) {
    const secrets = [];
    const flags = [];
    for (const [name, value] of Object.entries(spec.example)) {
        const kind = spec.inputs[name]?.kind;
        if (kind === 'secret')
            secrets.push(`${variableOf(name)}="$${value}"`);
        else if (kind === 'boolean')
            flags.push(value === 'true' ? `--${name}` : `--no-${name}`);
        else
            flags.push(...value.split('\n').map((item) => `--${name} ${item}`));
    }
    const command = [...secrets, `node dist/cli.js ${spec.name}`].join(' ');
    return [command, ...flags.map((flag) => `  ${flag}`)].map((line, index, all) => index < all.length - 1 ? `${line} \\` : line);
}
function exitCodes() {
    const rows = Object.entries(exit_codes/* EXIT_CODES */.a).map(([exit, meaning]) => [`  ${exit}`, meaning]);
    return (0,format/* terminalTable */.RX)([{ title: 'Exit codes:', align: 'right' }, { title: '' }], rows);
}
/** Descriptions are Markdown; a terminal does not need the code marks. */
function plain(markdown) {
    return markdown.replaceAll('`', '');
}
function hang(head, text) {
    const [first = '', ...rest] = wrap(plain(text), WIDTH - head.length);
    return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)].join('\n');
}
function wrap(text, width) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
            lines.push(line);
            line = word;
        }
        else
            line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
}

// EXTERNAL MODULE: ./build/runtime/execute.js
var execute = __webpack_require__(50000);
// EXTERNAL MODULE: ./build/runtime/failure.js
var runtime_failure = __webpack_require__(99881);
// EXTERNAL MODULE: ./build/runtime/secrets.js
var runtime_secrets = __webpack_require__(86210);
// EXTERNAL MODULE: ./build/runtime/surroundings.js
var surroundings = __webpack_require__(8104);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./build/runtime/progress.js
var progress = __webpack_require__(32780);
;// CONCATENATED MODULE: ./build/runtime/terminal-log.js



const REWRITE_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;
const CLEAR_LINE = '\r\x1b[2K';
const STYLES = { plain: '', faint: '\x1b[2m', bold: '\x1b[1m', yellow: '\x1b[33m', red: '\x1b[31m' };
/** The log of a terminal, with one line of progress that is rewritten in place; of a pipe, with lines now and then. */
class TerminalLog {
    #terminal;
    #secrets;
    #level;
    #now;
    #progress;
    /** The line of progress that stands on the screen now. */
    #standing = '';
    #depth = 0;
    constructor(options) {
        this.#terminal = options.terminal;
        this.#secrets = options.secrets;
        this.#level = options.level;
        this.#now = options.now ?? (() => external_node_perf_hooks_.performance.now());
        this.#progress = new progress/* ProgressLimiter */.W(options.terminal.interactive ? REWRITE_EVERY_MS : LINE_EVERY_MS);
    }
    info(message) {
        if (this.#level !== 'warnings')
            this.#print(message, 'plain');
    }
    warning(message) {
        this.#print(`warning: ${message}`, 'yellow');
    }
    /** Not part of `Log`: only the edge reports failures. */
    error(message) {
        this.#print(message, 'red');
    }
    debug(message) {
        if (this.#level === 'debug')
            this.#print(message, 'faint');
    }
    async group(title, body) {
        const started = this.#now();
        if (this.#level !== 'warnings')
            this.#print(title, 'bold');
        this.#depth += 1;
        let ending = 'failed after';
        try {
            const result = await body();
            ending = 'done in';
            return result;
        }
        finally {
            this.#depth -= 1;
            this.info(`${title}: ${ending} ${(0,format/* formatDuration */.a3)(this.#now() - started)}`);
        }
    }
    progress(...[step, done, total, unit]) {
        if (this.#level === 'warnings')
            return;
        const finished = total !== undefined && done >= total;
        if (!this.#progress.due(step, finished, this.#now()))
            return;
        const text = (0,format/* printable */.g$)(this.#secrets.redact((0,progress/* progressText */.l)(step, done, total, unit)));
        if (!this.#terminal.interactive || finished) {
            this.#print(text, 'plain');
            return;
        }
        this.#standing = shorten(text, this.#terminal.columns - 1);
        this.#terminal.write(CLEAR_LINE + this.#standing);
    }
    /** Takes the line of progress off the screen; nothing is logged afterwards. */
    end() {
        if (this.#standing !== '')
            this.#terminal.write(CLEAR_LINE);
        this.#standing = '';
    }
    #print(message, style) {
        this.end();
        const indent = '  '.repeat(this.#depth);
        for (const line of this.#secrets.redact(message).split(/\r\n|\n|\r/)) {
            const text = indent + (0,format/* printable */.g$)(line);
            const styled = this.#terminal.color && style !== 'plain' ? `${STYLES[style]}${text}\x1b[0m` : text;
            this.#terminal.write(`${styled}\n`);
        }
    }
}
function shorten(text, columns) {
    let kept = text;
    while (kept !== '' && (0,format/* displayWidth */.F1)(kept) > columns)
        kept = kept.slice(0, -1);
    return kept;
}

;// CONCATENATED MODULE: ./build/runtime/run-cli.js












/** Runs `node dist/cli.js ARGS` and returns its exit code. The result goes to stdout, everything else to stderr. */
async function runCli(args, actions, lifecycle) {
    const options = cliOptions(args);
    const name = args[0]?.startsWith('-') ? undefined : args[0];
    const specs = Object.values(actions).map((action) => action.spec);
    const secrets = new runtime_secrets/* Secrets */.S();
    const log = new TerminalLog({ terminal: terminal(process.env), secrets, level: levelOf(options) });
    const report = (failure, json) => reportFailure(failure, options, log, secrets, json);
    if (options.version)
        return print(version/* VERSION */.x);
    if (name === undefined) {
        if (options.help)
            return print(toolkitHelp(specs));
        if (options.json)
            report(new errors/* UserError */.yo('PBA-INPUT', 'The first argument has to be the name of an action.'));
        else
            process.stderr.write(toolkitHelp(specs));
        return 2;
    }
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) {
        const failure = unknownAction(name, Object.keys(actions));
        report(failure);
        return (0,exit_codes/* exitCodeOf */.F)(failure);
    }
    if (options.help)
        return print(actionHelp(action.spec));
    const given = await readArguments(action.spec, args.slice(1), process.env);
    const env = (0,surroundings/* readSurroundings */.St)(process.env);
    (0,surroundings/* maskKnownSecrets */.rf)(action.spec, given.raw, env, secrets);
    const outcome = await runWith(action, given, { log, secrets, lifecycle, env });
    log.end();
    if (outcome.failure !== undefined)
        report(outcome.failure, outcome.result?.json);
    if (outcome.result !== undefined) {
        if (!options.json)
            print(secrets.redact(outcome.result.text));
        else if (outcome.failure === undefined)
            print(JSON.stringify(outcome.result.json, undefined, 2));
    }
    return outcome.exitCode;
}
/** Flags that are wrong and inputs that are wrong are told together. */
async function runWith(action, given, edge) {
    if (given.problems.length === 0)
        return (0,execute/* execute */.g)(action, given.raw, { ...edge, saveLeftovers: () => { } });
    const missed = (problem) => given.attempted.some((name) => problem.startsWith(`${name}: is required`));
    const more = (0,parse_inputs/* inputProblems */.ri)(action.spec, given.raw).filter((problem) => !missed(problem));
    const failure = (0,parse_inputs/* inputError */.Xu)(action.spec.name, [...given.problems, ...more]);
    return { exitCode: (0,exit_codes/* exitCodeOf */.F)(failure), verdict: 'failed', failure };
}
function unknownAction(name, known) {
    const meant = (0,nearest/* nearest */.p)(name, known);
    return new errors/* UserError */.yo('PBA-INPUT', `There is no action ${JSON.stringify(name)}.`, {
        hint: `${meant === undefined ? '' : `The nearest is ${meant}. `}The actions are ${known.join(', ')}.`,
    });
}
function reportFailure(failure, options, log, secrets, result) {
    if (!options.json) {
        for (const line of (0,runtime_failure/* failureLines */.w7)(failure))
            log.error(line);
        return;
    }
    const error = {
        code: failure.code,
        message: secrets.redact(failure.message),
        hint: failure.hint === undefined ? null : secrets.redact(failure.hint),
    };
    print(JSON.stringify(result === undefined ? { error } : { error, result }, undefined, 2));
}
function levelOf(options) {
    if (options.debug)
        return 'debug';
    return options.json ? 'warnings' : 'info';
}
function terminal(env) {
    const tty = process.stderr.isTTY === true && env['TERM'] !== 'dumb';
    return {
        write: (text) => process.stderr.write(text),
        interactive: tty,
        // https://no-color.org: set and not empty.
        color: tty && !env['NO_COLOR'],
        columns: process.stderr.columns || 80,
    };
}
function print(text) {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
}


/***/ })

};
