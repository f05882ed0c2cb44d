export const id = 85;
export const ids = [85];
export const modules = {

/***/ 84085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  notify: () => (/* binding */ notify)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(19473);
// EXTERNAL MODULE: ./build/catalog/json.js
var json = __webpack_require__(38672);
;// CONCATENATED MODULE: ./build/catalog/notification.js


/** What a channel may hear about. */
const OCCASIONS = (/* unused pure expression or super */ null && (['failure', 'recovery', 'success']));
/** Schedules start late by minutes: the daily run that starts a little earlier than yesterday's still repeats. */
const EARLY = 0.1;
/** Whether a channel is told now, and why; undefined: it is not. */
function occasionFor(situation, listener) {
    const { previous, state, problem, now } = situation;
    const told = previous?.told[listener.name];
    const hears = (when) => listener.when.includes(when);
    if (state === 'well') {
        const failed = previous?.state === 'failing' || told?.state === 'failing';
        if (failed && hears('recovery'))
            return 'recovery';
        return hears('success') ? 'success' : undefined;
    }
    if (!hears('failure'))
        return undefined;
    if (told?.state !== 'failing' || previous?.state !== 'failing')
        return 'failure';
    if (told.problem !== problem)
        return 'change';
    const age = now.getTime() - Date.parse(told.at);
    // A clock that was set back must not silence anybody.
    return age < 0 || age >= listener.repeatEvery * (1 - EARLY) ? 'repeat' : undefined;
}
/** What is to be remembered after these channels were told; undefined: nothing that was not known. */
function remembered(situation, delivered) {
    const { previous, state, problem, now } = situation;
    const changed = previous?.state !== state;
    const at = now.toISOString();
    const kept = Object.entries(previous?.told ?? {}).filter(([name]) => !delivered.includes(name));
    const told = Object.fromEntries([
        ...kept,
        ...delivered.map((name) => [name, { at, state, problem: state === 'well' ? '' : problem }]),
    ]);
    const news = delivered.some((name) => state === 'failing' || previous?.told[name]?.state === 'failing');
    // A success that follows a success, or nothing at all, is not worth an object in the store.
    if (!news && (!changed || (previous === undefined && state === 'well')))
        return undefined;
    return {
        state,
        since: changed ? at : (previous?.since ?? at),
        problem: state === 'well' ? '' : problem,
        told,
    };
}
/** @throws IntegrityError PBA-MANIFEST-INVALID */
function parseNotification(text, key) {
    const invalid = (reason) => new errors/* IntegrityError */.cs('PBA-MANIFEST-INVALID', `The record ${key} cannot be used: ${reason}.`, {
        hint: 'Such records are written by `notify` alone. Move it away by hand: then the next run tells everything once.',
    });
    const read = new json/* Reader */.mP();
    const root = read.object((0,json/* parseJson */.qF)(text, invalid), 'the record');
    if (root['recordVersion'] !== 1)
        throw invalid('its version is unknown');
    const instant = (value, path) => {
        const time = read.string(value, path);
        if (Number.isNaN(Date.parse(time)))
            read.fail(path, 'a time');
        return time;
    };
    const state = (value, path) => read.choice(value, path, ['failing', 'well']);
    const told = Object.entries(read.object(root['told'], 'told')).map(([name, value]) => {
        const one = read.object(value, `told.${name}`);
        return [
            name,
            {
                at: instant(one['at'], `told.${name}.at`),
                state: state(one['state'], `told.${name}.state`),
                problem: read.string(one['problem'], `told.${name}.problem`),
            },
        ];
    });
    const run = read.object(root['run'], 'run');
    const runText = (name) => read.nullableString(run[name], `run.${name}`);
    const record = {
        recordVersion: 1,
        kind: 'notification',
        id: read.string(root['id'], 'id'),
        at: instant(root['at'], 'at'),
        database: read.nullableString(root['database'], 'database'),
        what: read.string(root['what'], 'what'),
        state: state(root['state'], 'state'),
        since: instant(root['since'], 'since'),
        problem: read.string(root['problem'], 'problem'),
        told: Object.fromEntries(told),
        run: {
            repository: runText('repository'),
            workflow: runText('workflow'),
            runUrl: runText('runUrl'),
            commit: runText('commit'),
            actor: runText('actor'),
            reason: runText('reason'),
        },
    };
    if (read.problems.length > 0)
        throw invalid(read.problems.join('; '));
    return record;
}

;// CONCATENATED MODULE: ./build/notify/channel.js
/** What is to be hidden wherever it would be printed. */
function secretsOf(channel) {
    switch (channel.kind) {
        case 'mail':
            return channel.smtp.login === undefined ? [] : [channel.smtp.login.password];
        case 'webhook':
            return [channel.url, ...(channel.signingKey === undefined ? [] : [channel.signingKey])];
        case 'pagerduty':
            return [channel.routingKey];
        case 'github-issue':
            return [channel.target.token];
        default:
            return [channel.url];
    }
}

;// CONCATENATED MODULE: ./build/notify/message.js
/** Whether the message is bad news. */
function isBad({ occasion }) {
    return occasion === 'failure' || occasion === 'repeat' || occasion === 'change';
}
/** `#rrggbb` of the bar or badge that channels show. */
function colourOf(message) {
    return isBad(message) ? '#b42318' : '#067647';
}
/** Text in one line without control characters, so that it can start no header, no line and no list. */
function oneLine(text) {
    return text
        .toWellFormed()
        .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
        .trim();
}
/** The same with its lines kept, for texts of several lines. */
function manyLines(text) {
    return text
        .toWellFormed()
        .split(/\r\n|[\n\r\u2028\u2029]/)
        .map((line) => oneLine(line))
        .join('\n')
        .trim();
}
/** At most so many characters, with an ellipsis where something was left out; no emoji is cut in two. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    return `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}
/** Reasons that fit into a message; the rest is counted. */
function firstReasons(message, limit = 10) {
    const { reasons } = message;
    const more = reasons.length - limit;
    const shown = reasons.slice(0, limit).map((reason) => cut(oneLine(reason), 400));
    return more > 0 ? [...shown, `… and ${more} more`] : shown;
}
/** Facts that fit into a message. */
function firstFacts(message, limit = 20) {
    return message.facts.slice(0, limit).map(({ name, value }) => ({
        name: cut(oneLine(name), 100),
        value: cut(oneLine(value), 300) || '-',
    }));
}

;// CONCATENATED MODULE: ./build/notify/discord.js

/** Limits of an embed (docs.discord.com, Embed limits): 6,000 characters in all. */
const TITLE = 256;
const DESCRIPTION = 3_000;
const FIELDS = 12;
/** The body for a webhook of Discord. `allowed_mentions` calls nobody, whatever the text says; Markdown is escaped. */
function discordMessage(message) {
    const reasons = firstReasons(message).map((reason) => `- ${escapeDiscord(reason)}`);
    const note = message.note === undefined ? [] : [manyLines(message.note).split('\n').map(escapeDiscord).join('\n')];
    const description = whole([...reasons, ...note], DESCRIPTION);
    return {
        allowed_mentions: { parse: [] },
        embeds: [
            {
                title: `${isBad(message) ? '🔴' : '🟢'} ${whole([escapeDiscord(cut(oneLine(message.title), 120))], TITLE - 4)}`,
                color: Number.parseInt(colourOf(message).slice(1), 16),
                timestamp: message.at.toISOString(),
                ...(description === '' ? {} : { description }),
                ...(message.runUrl === undefined ? {} : { url: message.runUrl }),
                fields: firstFacts(message, FIELDS).map(({ name, value }) => ({
                    name: escapeDiscord(cut(name, 40)),
                    value: escapeDiscord(cut(value, 100)),
                    inline: true,
                })),
            },
        ],
    };
}
/**
 * A backslash before whatever Discord's Markdown reads: emphasis, links, quotes, mentions, and what starts a list, makes an
 * emoji or lets an address become a link.
 */
function escapeDiscord(text) {
    return text
        .replace(/[\\*_~`|>#[\]<@]/g, (mark) => `\\${mark}`)
        .replace(/:(?=\/\/|\w+:)/g, '\\:')
        .replace(/^([-+]|\d+\.)/, (mark) => (mark.length === 1 ? `\\${mark}` : mark.replace('.', '\\.')));
}
/** As many whole lines as fit: a line that is cut could end in half an escape. */
function whole(lines, limit) {
    let text = '';
    for (const line of lines) {
        const next = text === '' ? line : `${text}\n${line}`;
        if (next.length > limit)
            return text === '' ? cut(line, limit).replace(/\\…$/, '…') : text;
        text = next;
    }
    return text;
}

// EXTERNAL MODULE: ./build/notify/delivery-error.js
var delivery_error = __webpack_require__(77733);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/runtime/format.js
var format = __webpack_require__(14364);
;// CONCATENATED MODULE: ./build/notify/github-issue.js



const HIDDEN = 'postgres-backup-actions';
/** Stands hidden in an issue and says which problem it is about. Exact, so one problem never takes another's issue. */
function issueMarker(thread) {
    return `<!-- ${HIDDEN}:problem:${(0,external_node_crypto_.createHash)('sha256').update(thread).digest('hex').slice(0, 32)} -->`;
}
/** When and what the issue was last told, as the record in a store has it. */
function toldMarker(message, since, problem) {
    return `<!-- ${HIDDEN}:told:${message.at.toISOString()}:${since.toISOString()}:${problem} -->`;
}
/** What the issue remembers; undefined when somebody edited it away. */
function readTold(body, name) {
    const instant = String.raw `(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`;
    const [, at, since, problem] = new RegExp(`<!-- ${HIDDEN}:told:${instant}:${instant}:([0-9a-f]*) -->`).exec(body) ?? [];
    if (at === undefined || since === undefined || problem === undefined)
        return undefined;
    return { state: 'failing', since, told: { [name]: { at, state: 'failing', problem } } };
}
/** The same as long as the problem lasts: what changes is in the comments. */
function issueTitle(message) {
    const text = oneLine(`${message.database ?? 'All databases'}: ${message.what} fails`);
    return cut(text, 200).replace(/@(?=\w)/g, '@\u200b');
}
/** The whole body of an issue, hidden memory included. */
function issueBody(message, since, problem) {
    return [
        issueMarker(message.thread),
        toldMarker(message, since, problem),
        issueComment(message),
        'This issue is closed by itself when it has worked again. Deleting its label or its hidden marks makes a new one.',
        '',
    ].join('\n\n');
}
/** One message as Markdown. Every text from outside is escaped: no HTML, no link, no mention. */
function issueComment(message) {
    const reasons = firstReasons(message).map((reason) => `- ${(0,format/* escapeMarkdown */.FV)(reason)}`);
    const facts = firstFacts(message).map(({ name, value }) => `| ${(0,format/* escapeMarkdown */.FV)(name)} | ${(0,format/* code */.aY)(value).markdown} |`);
    return [
        `**${(0,format/* escapeMarkdown */.FV)(message.title)}**`,
        ...(reasons.length === 0 ? [] : [reasons.join('\n')]),
        ...(message.note === undefined
            ? []
            : [manyLines(message.note).split('\n').map(format/* escapeMarkdown */.FV).join('<br>')]),
        ...(facts.length === 0 ? [] : [['| | |', '|---|---|', ...facts].join('\n')]),
        ...(message.runUrl === undefined ? [] : [`[The run](${message.runUrl})`]),
    ].join('\n\n');
}

// EXTERNAL MODULE: ./build/notify/http.js
var http = __webpack_require__(91154);
;// CONCATENATED MODULE: ./build/notify/github-issues.js




const PER_PAGE = 100;
const MAX_PAGES = 10;
/**
 * Brings the issue of one problem to what is known now: opened when there is none, commented when the reason changed or the
 * interval is over, closed on success. It is safe to run twice: everything is looked up before it is done.
 * @returns what was done; undefined: nothing
 * @throws DeliveryError
 */
async function updateIssue(target, news, signal) {
    const api = new Api(target, signal);
    const { situation, name } = news;
    const marker = issueMarker(news.messageFor('failure', situation.now).thread);
    const [issue, ...doubles] = await api.find(marker);
    if (situation.state === 'well') {
        if (issue === undefined)
            return undefined;
        const since = new Date(readTold(issue.body, name)?.since ?? situation.now);
        await api.comment(issue, issueComment(news.messageFor('recovery', since)));
        for (const one of [issue, ...doubles])
            await api.close(one, 'completed');
        return `closed issue ${issue.number}`;
    }
    if (issue === undefined)
        return openIssue(api, news, marker);
    const previous = readTold(issue.body, name);
    const listener = { name, when: ['failure', 'recovery'], repeatEvery: news.repeatEvery };
    const occasion = occasionFor({ ...situation, previous }, listener);
    if (occasion === undefined)
        return undefined;
    const since = new Date(previous?.since ?? situation.now);
    const message = news.messageFor(occasion, since);
    // The memory last: rather the same comment twice than one that nobody got.
    await api.comment(issue, issueComment(message));
    await api.edit(issue, issueBody(message, since, situation.problem));
    return `commented issue ${issue.number}`;
}
async function openIssue(api, { situation, messageFor }, marker) {
    const message = messageFor('failure', situation.now);
    const opened = await api.open(issueTitle(message), issueBody(message, situation.now, situation.problem));
    // Another run may have opened one at the same moment: the older one stays.
    const [first] = await api.find(marker);
    if (first !== undefined && first.number < opened.number) {
        await api.close(opened, 'not_planned');
        return `found issue ${first.number}`;
    }
    return `opened issue ${opened.number}`;
}
/** The few calls of GitHub's REST API that are needed. */
class Api {
    #target;
    #signal;
    constructor(target, signal) {
        this.#target = target;
        this.#signal = signal;
    }
    /** Open issues with the marker, oldest first. */
    async find(marker) {
        const label = encodeURIComponent(this.#target.labels[0] ?? '');
        const found = [];
        for (let page = 1; page <= MAX_PAGES; page += 1) {
            const issues = await this.#list(`&labels=${label}&page=${page}`);
            found.push(...issues.matching(marker));
            if (issues.count < PER_PAGE)
                break;
        }
        // GitHub leaves labels out without a word when the token may not set them: then the newest issues are looked through.
        if (found.length === 0)
            found.push(...(await this.#list('')).matching(marker));
        return found.toSorted((a, b) => a.number - b.number);
    }
    async #list(query) {
        const answer = await this.#call('GET', `issues?state=open&per_page=${PER_PAGE}${query}`);
        if (!Array.isArray(answer))
            throw unexpected();
        const issues = answer.filter((one) => one?.pull_request === undefined).map(readIssue);
        return {
            count: answer.length,
            matching: (marker) => issues.filter(({ body }) => body.includes(marker)),
        };
    }
    async open(title, body) {
        return readIssue(await this.#call('POST', 'issues', { title, body, labels: this.#target.labels }));
    }
    async edit({ number }, body) {
        await this.#call('PATCH', `issues/${number}`, { body });
    }
    async comment({ number }, body) {
        await this.#call('POST', `issues/${number}/comments`, { body });
    }
    async close({ number }, reason) {
        await this.#call('PATCH', `issues/${number}`, { state: 'closed', state_reason: reason });
    }
    async #call(method, path, body) {
        const { apiUrl, token, repository } = this.#target;
        const { text } = await (0,http/* request */.E)({
            method,
            url: `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/${path}`,
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `Bearer ${token}`,
                'x-github-api-version': '2022-11-28',
                ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }, this.#signal);
        try {
            return JSON.parse(text);
        }
        catch {
            throw unexpected();
        }
    }
}
function readIssue(value) {
    const { number, body } = (value ?? {});
    if (typeof number !== 'number')
        throw unexpected();
    return { number, body: typeof body === 'string' ? body : '' };
}
function unexpected() {
    return new delivery_error/* DeliveryError */.V('GitHub answered with something that is not its API', { retryable: false });
}

;// CONCATENATED MODULE: ./build/notify/heartbeat.js


/** `start`: the work has begun. `success` ends the wait of the switch; `failure` lets it speak at once. */
const PINGS = ['start', 'success', 'failure'];
const SUFFIXES = { start: '/start', success: '', failure: '/fail' };
/** healthchecks.io shows the beginning of what is sent with a ping. */
const LONGEST_BODY = 10_000;
/** The address for a ping: healthchecks' way, a suffix behind the path and before the query. */
function pingUrl(address, ping) {
    const url = new URL(address);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}${SUFFIXES[ping]}`;
    return url.href;
}
/** @throws DeliveryError */
async function sendPing(address, ping, text, signal) {
    const url = pingUrl(address, ping);
    const answer = await (0,http/* request */.E)({
        method: 'POST',
        url,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: text.slice(0, LONGEST_BODY),
    }, signal);
    // healthchecks.io answers 200 also to an address it does not know, and when it ignores the ping for being too many.
    const ignored = /^OK \((.+)\)/.exec(answer.text);
    if (ignored !== null) {
        throw new delivery_error/* DeliveryError */.V(`${new URL(url).host} did not take the ping: ${ignored[1]?.slice(0, 100)}`, {
            retryable: /rate limited/.test(answer.text),
        });
    }
}

;// CONCATENATED MODULE: ./build/notify/mail.js


const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** A mail as HTML and as plain text; the subject is one line whatever the names in it hold. */
function renderMail(message) {
    return {
        subject: cut(oneLine(`${isBad(message) ? '[ALERT]' : '[OK]'} ${message.title}`), 150),
        text: asText(message),
        html: asHtml(message),
        thread: `<pba.${(0,external_node_crypto_.createHash)('sha256').update(message.thread).digest('hex').slice(0, 32)}@postgres-backup-actions>`,
    };
}
function asText(message) {
    const reasons = firstReasons(message);
    const facts = firstFacts(message);
    const width = Math.max(0, ...facts.map(({ name }) => name.length));
    return [
        oneLine(message.title),
        ...(reasons.length === 0 ? [] : ['', ...reasons.map((reason) => `- ${reason}`)]),
        ...(message.note === undefined ? [] : ['', manyLines(message.note)]),
        ...(facts.length === 0 ? [] : ['', ...facts.map(({ name, value }) => `${name.padEnd(width)}  ${value}`)]),
        ...(message.runUrl === undefined ? [] : ['', message.runUrl]),
        '',
        FOOTER,
        '',
    ].join('\n');
}
const FOOTER = 'Sent by postgres-backup-actions, notify.';
/** Tables and inline styles, because mail programs know little else; no image, nothing from the network. */
function asHtml(message) {
    const colour = colourOf(message);
    const reasons = firstReasons(message).map((reason) => `<li style="margin:0 0 6px">${escapeHtml(reason)}</li>`);
    const facts = firstFacts(message).map(({ name, value }) => `<tr><td style="padding:4px 16px 4px 0;color:#667085;white-space:nowrap;vertical-align:top">${escapeHtml(name)}</td>` +
        `<td style="padding:4px 0;color:#101828;word-break:break-word">${escapeHtml(value)}</td></tr>`);
    const note = message.note === undefined
        ? ''
        : `<p style="margin:16px 0;color:#344054">${escapeHtml(manyLines(message.note)).replaceAll('\n', '<br>')}</p>`;
    const link = message.runUrl === undefined
        ? ''
        : `<p style="margin:24px 0 8px"><a href="${escapeHtml(message.runUrl)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#344054;color:#ffffff;text-decoration:none;font-weight:600">Open the run</a></p>`;
    return [
        '<!doctype html>',
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
        `<meta name="color-scheme" content="light"><title>${escapeHtml(oneLine(message.title))}</title></head>`,
        `<body style="margin:0;padding:0;background:#f2f4f7;${FONT};font-size:15px;line-height:1.5">`,
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7"><tr><td align="center" style="padding:24px 12px">',
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px;overflow:hidden">',
        `<tr><td style="background:${colour};padding:18px 24px;color:#ffffff">`,
        `<div style="font-size:12px;letter-spacing:.08em;text-transform:uppercase;opacity:.85">${LABELS[message.occasion]}</div>`,
        `<div style="font-size:19px;font-weight:600;line-height:1.35;word-break:break-word">${escapeHtml(oneLine(message.title))}</div></td></tr>`,
        '<tr><td style="padding:20px 24px;color:#101828">',
        reasons.length === 0 ? '' : `<ul style="margin:0 0 16px;padding-left:20px">${reasons.join('')}</ul>`,
        note,
        facts.length === 0
            ? ''
            : `<table role="presentation" cellpadding="0" cellspacing="0" style="font-size:14px">${facts.join('')}</table>`,
        link,
        '</td></tr>',
        `<tr><td style="padding:14px 24px;border-top:1px solid #eaecf0;color:#667085;font-size:12px">${escapeHtml(FOOTER)}</td></tr>`,
        '</table></td></tr></table></body></html>',
        '',
    ]
        .filter((line, index, all) => line !== '' || index === all.length - 1)
        .join('\n');
}
const LABELS = {
    failure: 'Failure',
    change: 'Another failure',
    repeat: 'Still failing',
    recovery: 'Well again',
    success: 'Success',
};
/** Text for HTML, inside elements and quoted attributes. */
function escapeHtml(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}

;// CONCATENATED MODULE: ./build/notify/pagerduty.js


/** PagerDuty's limit for a summary and for a key (Events API v2). */
const SUMMARY = 1_024;
/**
 * An event for the Events API v2. Every message about one problem has the same key: a failure opens the incident or is
 * added to it, a recovery resolves it.
 */
function pagerdutyEvent(message, routingKey) {
    const common = {
        routing_key: routingKey,
        dedup_key: `postgres-backup-actions/${(0,external_node_crypto_.createHash)('sha256').update(message.thread).digest('hex').slice(0, 32)}`,
    };
    if (!isBad(message))
        return { ...common, event_action: 'resolve' };
    return {
        ...common,
        event_action: 'trigger',
        client: 'postgres-backup-actions',
        ...(message.runUrl === undefined
            ? {}
            : { client_url: message.runUrl, links: [{ href: message.runUrl, text: 'The run' }] }),
        payload: {
            summary: cut(oneLine(message.title), SUMMARY),
            source: cut(oneLine(message.database ?? 'all databases'), 255),
            severity: 'critical',
            timestamp: message.at.toISOString(),
            component: 'postgresql',
            group: 'backup',
            class: cut(oneLine(message.what), 255),
            custom_details: {
                reasons: firstReasons(message),
                ...Object.fromEntries(firstFacts(message).map(({ name, value }) => [name, value])),
                ...(message.note === undefined ? {} : { note: cut(message.note.toWellFormed(), 2_000) }),
            },
        },
    };
}

// EXTERNAL MODULE: ./build/notify/retrying.js
var retrying = __webpack_require__(68176);
;// CONCATENATED MODULE: ./build/notify/slack.js

/** Slack's limits for a header and a section (docs.slack.dev, Block Kit reference). */
const HEADER = 150;
const SECTION = 3_000;
const slack_FIELDS = 10;
/**
 * The body for an incoming webhook of Slack. User text stands in `plain_text` objects, where nothing is formatted; the three
 * control characters are escaped all the same, so that `<!channel>` and `<@U1>` can call nobody.
 */
function slackMessage(message) {
    const reasons = firstReasons(message);
    const facts = firstFacts(message, slack_FIELDS);
    const link = message.runUrl;
    return {
        // What a phone shows as notification. mrkdwn would be read in it otherwise.
        text: escapeSlack(cut(oneLine(message.title), 500)),
        mrkdwn: false,
        link_names: false,
        unfurl_links: false,
        blocks: [
            { type: 'header', text: plain(`${isBad(message) ? '🔴' : '🟢'} ${oneLine(message.title)}`, HEADER) },
            ...(reasons.length === 0 ? [] : [section(reasons.map((reason) => `• ${reason}`).join('\n'))]),
            ...(message.note === undefined ? [] : [section(manyLines(message.note))]),
            ...(facts.length === 0
                ? []
                : [{ type: 'section', fields: facts.map(({ name, value }) => plain(`${name}\n${value}`, 2_000)) }]),
            ...(link === undefined
                ? []
                : [{ type: 'actions', elements: [{ type: 'button', text: plain('Open the run', 75), url: link }] }]),
        ],
    };
}
function section(text) {
    return { type: 'section', text: plain(text, SECTION) };
}
function plain(text, limit) {
    let kept = text;
    // Escaping makes text longer, and the limit is for what is sent; half an entity must not be left over.
    while (escapeSlack(kept).length > limit)
        kept = cut(kept, kept.length - 1 - Math.floor(kept.length / 20));
    return { type: 'plain_text', text: escapeSlack(kept), emoji: false };
}
/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeSlack(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

;// CONCATENATED MODULE: ./build/notify/smtp.js


const WAIT_MS = 10_000;
/**
 * Hands a mail to an SMTP server. That some of the recipients were refused is a failure, although the others have it.
 * @throws DeliveryError
 */
async function sendMail(settings, mail, signal) {
    const { host, port, tls, login, from, to } = settings;
    // Loaded only when there is a mail to send.
    const { createTransport } = await __webpack_require__.e(/* import() */ 739).then(__webpack_require__.bind(__webpack_require__, 16739));
    const transport = createTransport({
        host,
        port,
        secure: tls === 'tls',
        requireTLS: tls === 'starttls',
        ignoreTLS: tls === 'none',
        ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
        tls: { minVersion: 'TLSv1.2' },
        connectionTimeout: WAIT_MS,
        greetingTimeout: WAIT_MS,
        socketTimeout: WAIT_MS,
        dnsTimeout: WAIT_MS,
        // What is mailed is text: nothing in it may be taken for a path or an address to fetch.
        disableFileAccess: true,
        disableUrlAccess: true,
    });
    try {
        const info = await untilAborted(transport.sendMail({
            from,
            to: [...to],
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            references: mail.thread,
            inReplyTo: mail.thread,
            headers: { 'Auto-Submitted': 'auto-generated' },
        }), host, signal);
        const refused = info.rejected.map(String);
        if (refused.length > 0) {
            throw new delivery_error/* DeliveryError */.V(`${host} refused ${refused.length} of ${to.length} recipients`, {
                retryable: false,
            });
        }
    }
    catch (error) {
        throw error instanceof delivery_error/* DeliveryError */.V || error instanceof errors/* CancelledError */.cc
            ? error
            : asDeliveryError(error, `${host}:${port}`);
    }
    finally {
        transport.close();
    }
}
/** nodemailer takes no signal; a connection that is left behind ends by its own limits, all below a minute. */
async function untilAborted(sending, host, signal) {
    let stop = () => { };
    const aborted = new Promise((_, reject) => {
        stop = () => reject(new delivery_error/* DeliveryError */.V(`${host} did not take the mail in time`, { retryable: true }));
        if (signal.aborted)
            stop();
        else
            signal.addEventListener('abort', stop, { once: true });
    });
    try {
        return await Promise.race([sending, aborted]);
    }
    finally {
        signal.removeEventListener('abort', stop);
        // Whichever lost the race may still fail; that was dealt with.
        sending.catch(() => { });
        aborted.catch(() => { });
    }
}
/** 4xx is for now, 5xx for good; a wrong password or certificate does not get better either. */
function asDeliveryError(error, server) {
    const { responseCode } = error;
    const code = (0,errors/* systemCode */.xU)(error);
    const text = (0,errors/* messageOf */.bD)(error).replace(/[\s\p{Cc}]+/gu, ' ');
    if (code === 'EAUTH') {
        return new delivery_error/* DeliveryError */.V(`${server} refused the login: ${text}`, { retryable: false, cause: error });
    }
    if (responseCode !== undefined) {
        return new delivery_error/* DeliveryError */.V(`${server} refused the mail: ${text}`, {
            retryable: responseCode >= 400 && responseCode < 500,
            cause: error,
        });
    }
    const certificate = /certificate|self[- ]signed|altnames|wrong version number|STARTTLS/i.test(text);
    return new delivery_error/* DeliveryError */.V(`${server} cannot be used: ${text}`, { retryable: !certificate, cause: error });
}

;// CONCATENATED MODULE: ./build/notify/teams.js

/**
 * The body for a workflow webhook of Microsoft Teams: an adaptive card. A `TextBlock` and a `FactSet` read Markdown, a
 * `RichTextBlock` reads nothing, so all user text stands in those. Mentions need entities, and there are none.
 */
function teamsMessage(message) {
    const colour = isBad(message) ? 'Attention' : 'Good';
    const facts = firstFacts(message);
    return {
        type: 'message',
        attachments: [
            {
                contentType: 'application/vnd.microsoft.card.adaptive',
                contentUrl: null,
                content: {
                    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
                    type: 'AdaptiveCard',
                    version: '1.4',
                    msteams: { width: 'Full' },
                    fallbackText: cut(oneLine(message.title), 300),
                    body: [
                        {
                            type: 'Container',
                            style: isBad(message) ? 'attention' : 'good',
                            bleed: true,
                            items: [
                                rich([
                                    run(cut(oneLine(message.title), 300), { size: 'Large', weight: 'Bolder', color: colour }),
                                ]),
                            ],
                        },
                        ...firstReasons(message).map((reason) => rich([run(`• ${reason}`)])),
                        ...(message.note === undefined
                            ? []
                            : manyLines(message.note)
                                .split('\n')
                                .filter((line) => line !== '')
                                .map((line) => rich([run(cut(line, 1_000))]))),
                        ...facts.map(({ name, value }) => rich([run(`${name}: `, { weight: 'Bolder' }), run(value)], { spacing: 'Small' })),
                    ],
                    ...(message.runUrl === undefined
                        ? {}
                        : { actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url: message.runUrl }] }),
                },
            },
        ],
    };
}
function rich(inlines, properties = {}) {
    return { type: 'RichTextBlock', inlines, ...properties };
}
function run(text, properties = {}) {
    return { type: 'TextRun', text, ...properties };
}

;// CONCATENATED MODULE: ./build/notify/webhook.js

/** Version of the body; it changes only when a field changes its meaning. */
const VERSION = 1;
/** The body of the generic webhook; docs/notify.md describes it. Nothing is escaped but by JSON itself. */
function webhookBody(message) {
    const { occasion, database, what, title, reasons, facts, note, runUrl, at } = message;
    return JSON.stringify({
        version: VERSION,
        type: `backup.${occasion}`,
        timestamp: at.toISOString(),
        database: database ?? null,
        what,
        title,
        reasons,
        facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
        note: note ?? null,
        runUrl: runUrl ?? null,
    });
}
/** One id for all attempts to deliver one message: the receiver can tell a repetition from a new message. */
function newMessageId() {
    return `msg_${(0,external_node_crypto_.randomUUID)().replaceAll('-', '')}`;
}
/**
 * Headers of Standard Webhooks (standardwebhooks.com), for whose receivers there are libraries: the time is part of what is
 * signed, so that an old message cannot be sent again.
 * @param key `whsec_` and base64, or any other text, whose UTF-8 bytes are the key then; undefined: not signed
 * @param now milliseconds since 1970
 */
function webhookHeaders(id, body, key, now) {
    const timestamp = String(Math.floor(now / 1000));
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
    if (key === undefined)
        return headers;
    const bytes = key.startsWith('whsec_')
        ? Buffer.from(key.slice('whsec_'.length), 'base64')
        : Buffer.from(key);
    const signature = (0,external_node_crypto_.createHmac)('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64');
    return { ...headers, 'webhook-signature': `v1,${signature}` };
}

;// CONCATENATED MODULE: ./build/notify/tell.js












/**
 * Tells one channel what it wants to hear, if anything, as often as it takes within its time.
 * @returns what was done, for the log: `failure`, `opened issue 7`; undefined: it was to hear nothing
 * @throws DeliveryError, CancelledError
 */
async function tell(channel, news, patience, signal) {
    if (channel.kind === 'heartbeat') {
        const ping = news.situation.state === 'well' ? 'success' : 'failure';
        if (!channel.pings.includes(ping))
            return undefined;
        const { title, reasons } = news.messageFor(ping);
        const text = [title, ...reasons].join('\n');
        await (0,retrying/* retrying */.R)(patience, signal, (limit) => sendPing(channel.url, ping, text, limit));
        return `ping ${ping}`;
    }
    if (channel.kind === 'github-issue') {
        const { name, repeatEvery, target } = channel;
        return (0,retrying/* retrying */.R)(patience, signal, (limit) => updateIssue(target, { ...news, name, repeatEvery }, limit));
    }
    const occasion = occasionOf(channel, news.situation);
    if (occasion === undefined)
        return undefined;
    const send = sender(channel, news.messageFor(occasion));
    await (0,retrying/* retrying */.R)(patience, signal, send);
    return occasion;
}
/** Says that the work begins, to switches that measure how long it takes. */
async function tellStart(channel, text, patience, signal) {
    if (channel.kind !== 'heartbeat' || !channel.pings.includes('start'))
        return undefined;
    await (0,retrying/* retrying */.R)(patience, signal, (limit) => sendPing(channel.url, 'start', text, limit));
    return 'ping start';
}
/** Without memory an incident is resolved at every success: for one that is not open that means nothing. */
function occasionOf(channel, situation) {
    const blind = situation.previous === undefined && situation.state === 'well';
    return channel.kind === 'pagerduty' && blind ? 'recovery' : occasionFor(situation, channel);
}
function sender(channel, message) {
    switch (channel.kind) {
        case 'mail':
            return (signal) => sendMail(channel.smtp, renderMail(message), signal);
        case 'slack':
            return (signal) => (0,http/* postJson */.B)(channel.url, slackMessage(message), signal);
        case 'teams':
            return (signal) => (0,http/* postJson */.B)(channel.url, teamsMessage(message), signal);
        case 'discord':
            return (signal) => (0,http/* postJson */.B)(channel.url, discordMessage(message), signal);
        case 'pagerduty':
            return (signal) => (0,http/* postJson */.B)(channel.url, pagerdutyEvent(message, channel.routingKey), signal);
        case 'webhook': {
            const [id, body] = [newMessageId(), webhookBody(message)];
            return (signal) => (0,http/* request */.E)({
                method: 'POST',
                url: channel.url,
                headers: {
                    'content-type': 'application/json; charset=utf-8',
                    ...webhookHeaders(id, body, channel.signingKey, Date.now()),
                },
                body,
            }, signal);
        }
    }
}

// EXTERNAL MODULE: ./build/policy/apply-inputs.js + 3 modules
var apply_inputs = __webpack_require__(18298);
// EXTERNAL MODULE: ./build/policy/effective-policy.js
var effective_policy = __webpack_require__(59165);
// EXTERNAL MODULE: ./build/runtime/secrets.js
var runtime_secrets = __webpack_require__(86210);
// EXTERNAL MODULE: ./build/actions/open-stores.js
var open_stores = __webpack_require__(27425);
// EXTERNAL MODULE: ./build/actions/read-policy.js
var read_policy = __webpack_require__(1449);
// EXTERNAL MODULE: ./build/actions/run-facts.js
var run_facts = __webpack_require__(32351);
// EXTERNAL MODULE: ./build/loopback.js
var loopback = __webpack_require__(92515);
;// CONCATENATED MODULE: ./build/actions/notify/channels.js



const FIXED = ['failure', 'recovery'];
/**
 * Everybody who is to be told: those of the policy, whose secrets are in the environment, and those of the inputs.
 * @throws UserError PBA-INPUT when there is nobody
 */
function channelsOf(targets, inputs, context) {
    const all = withOwnNames([
        ...targets.map((target) => checked((problems) => fromPolicy(target, context, problems))),
        ...fromInputs(inputs, context),
    ]);
    if (all.length === 0) {
        throw new errors/* UserError */.yo('PBA-INPUT', 'Nobody is to be told: neither the policy nor an input names a channel.', {
            hint: 'Add `notifications` to the policy, or give the input of a channel; docs/notify.md has examples.',
        });
    }
    return {
        usable: all.filter(({ problems }) => problems.length === 0).map(({ channel }) => channel),
        broken: all
            .filter(({ problems }) => problems.length > 0)
            .map(({ channel: { name, kind }, problems }) => ({ name, kind, problem: problems.join(', ') })),
    };
}
function checked(make) {
    const problems = [];
    return { channel: make(problems), problems };
}
/** Two channels of one kind without a name are `slack` and `slack 2`; their memory is kept by name. */
function withOwnNames(channels) {
    const seen = new Set();
    return channels.map(({ channel, problems }) => {
        let name = channel.name;
        for (let number = 2; seen.has(name); number += 1)
            name = `${channel.name} ${number}`;
        seen.add(name);
        return { channel: { ...channel, name }, problems };
    });
}
function fromPolicy(target, context, problems) {
    const secret = (variable) => {
        const value = context.env[variable]?.trim() ?? '';
        if (value === '')
            problems.push(`the environment variable ${variable} is not set`);
        return value;
    };
    const url = (variable, plainHttp = false) => {
        const value = secret(variable);
        if (value !== '' && !isUrl(value, plainHttp)) {
            problems.push(`${variable} does not hold a URL${plainHttp ? '' : ' that starts with https://'}`);
        }
        return value;
    };
    const common = {
        name: target.name ?? (target.kind === 'githubIssue' ? 'github-issue' : target.kind),
        when: target.when,
        repeatEvery: target.repeatEvery,
    };
    switch (target.kind) {
        case 'mail': {
            const { user, secret: variable, ...rest } = target.mail;
            const login = user === undefined || variable === undefined ? undefined : { user, password: secret(variable) };
            return { ...common, kind: 'mail', smtp: { ...rest, login } };
        }
        case 'slack':
            return { ...common, kind: 'slack', url: url(target.slack.secret) };
        case 'teams':
            return { ...common, kind: 'teams', url: url(target.teams.secret) };
        case 'discord':
            return { ...common, kind: 'discord', url: url(target.discord.secret) };
        case 'webhook': {
            const { secret: variable, signingSecret } = target.webhook;
            const signingKey = signingSecret === undefined ? undefined : secret(signingSecret);
            return { ...common, kind: 'webhook', url: url(variable, true), signingKey };
        }
        case 'pagerduty': {
            const { secret: variable, url: address } = target.pagerduty;
            return { ...common, kind: 'pagerduty', when: FIXED, url: address, routingKey: secret(variable) };
        }
        case 'heartbeat': {
            const { secret: variable, pings } = target.heartbeat;
            return { ...common, kind: 'heartbeat', url: url(variable, true), pings };
        }
        case 'githubIssue': {
            const { secret: variable, repository, labels } = target.githubIssue;
            return issue({ ...common, when: FIXED }, secret(variable), repository, labels, context, problems);
        }
    }
}
function fromInputs(inputs, context) {
    const when = inputs.when.length === 0 ? FIXED : inputs.when;
    const common = (name) => ({ name, when, repeatEvery: inputs.repeatEvery });
    const { mailHost, mailFrom, mailUser, mailPassword } = inputs;
    const channels = [];
    const issues = [];
    if (mailHost !== undefined && mailFrom !== undefined) {
        const login = mailUser === undefined || mailPassword === undefined
            ? undefined
            : { user: mailUser, password: mailPassword };
        const { mailPort: port, mailTls: tls, mailTo: to } = inputs;
        channels.push({
            ...common('mail'),
            kind: 'mail',
            smtp: { host: mailHost, port, tls, login, from: mailFrom, to },
        });
    }
    for (const kind of ['slack', 'teams', 'discord']) {
        const url = inputs[`${kind}Webhook`];
        if (url !== undefined)
            channels.push({ ...common(kind), kind, url });
    }
    if (inputs.webhookUrl !== undefined) {
        const { webhookUrl: url, webhookSigningSecret: signingKey } = inputs;
        channels.push({ ...common('webhook'), kind: 'webhook', url, signingKey });
    }
    if (inputs.pagerdutyRoutingKey !== undefined) {
        const { pagerdutyUrl: url, pagerdutyRoutingKey: routingKey } = inputs;
        channels.push({ ...common('pagerduty'), kind: 'pagerduty', when: FIXED, url, routingKey });
    }
    if (inputs.githubToken !== undefined) {
        const labels = inputs.githubLabels.length === 0 ? ['backup'] : inputs.githubLabels;
        const own = { ...common('github-issue'), when: FIXED };
        const { githubToken: token, githubRepository: repository } = inputs;
        issues.push(checked((problems) => issue(own, token, repository, labels, context, problems)));
    }
    if (inputs.heartbeatUrl !== undefined) {
        channels.push({ ...common('heartbeat'), kind: 'heartbeat', url: inputs.heartbeatUrl, pings: PINGS });
    }
    return [...channels.map((channel) => ({ channel, problems: [] })), ...issues];
}
function issue(common, token, repository, labels, { env, run }, problems) {
    const place = repository ?? run.repository ?? '';
    if (place === '')
        problems.push('there is no repository; on a terminal it has to be named');
    const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
    return { ...common, kind: 'github-issue', target: { apiUrl, token, repository: place, labels } };
}
/** A webhook of a chat is a secret that must not cross a network in the clear. */
function isUrl(text, plainHttp) {
    if (!URL.canParse(text))
        return false;
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && (plainHttp || (0,loopback/* isLoopback */.U)(hostname)));
}

;// CONCATENATED MODULE: ./build/actions/notify/compose.js

/** The message of one occasion, for every channel the same. */
function compose(subject, verdict, situation, occasion, since = sinceOf(situation)) {
    const { database, what, note, run } = subject;
    const { now } = situation;
    const name = `${database ?? 'All databases'}: ${what}`;
    return {
        occasion,
        database,
        what,
        title: `${name} ${SAYS[occasion](since === undefined ? undefined : span(since, now))}`,
        reasons: verdict.state === 'well' ? [] : verdict.reasons,
        facts: [...verdict.facts, ...runFacts(run), { name: 'Time (UTC)', value: minute(now) }],
        note,
        runUrl: run.runUrl ?? undefined,
        at: now,
        thread: JSON.stringify([run.repository, database ?? null, what]),
    };
}
const SAYS = {
    failure: () => 'failed',
    change: (span) => `fails for another reason now${span === undefined ? '' : `, failing for ${span}`}`,
    repeat: (span) => `is still failing${span === undefined ? '' : `, for ${span}`}`,
    recovery: (span) => `works again${span === undefined ? '' : ` after ${span}`}`,
    success: () => 'succeeded',
};
/** Since when the state lasts that is told of, or has just ended. */
function sinceOf({ previous }) {
    return previous?.state === 'failing' ? new Date(previous.since) : undefined;
}
function span(since, now) {
    const ms = now.getTime() - since.getTime();
    return ms < 60_000 ? undefined : (0,format/* formatDuration */.a3)(ms);
}
function minute(at) {
    return at.toISOString().slice(0, 16).replace('T', ' ');
}
function runFacts({ repository, workflow, event, actor }) {
    const all = {
        Repository: repository,
        Workflow: workflow,
        'Started by': [event, actor].filter(Boolean).join(', '),
    };
    return Object.entries(all).flatMap(([name, value]) => value === null || value === '' ? [] : [{ name, value }]);
}

// EXTERNAL MODULE: ./build/catalog/keys.js
var keys = __webpack_require__(98430);
// EXTERNAL MODULE: ./build/sets/read-sets.js + 1 modules
var read_sets = __webpack_require__(63913);
// EXTERNAL MODULE: ./build/sets/records.js
var records = __webpack_require__(97814);
;// CONCATENATED MODULE: ./build/sets/notifications.js




const MAX_RECORD = 1024 * 1024;
/** The newest record about one problem; undefined when nothing was ever told. One listing and one read. */
async function newestNotification(store, database, what) {
    let newest;
    // Ids begin with the time, so the last key is the newest.
    for await (const { key } of store.list((0,keys/* notificationsPrefix */.ht)(database, what))) {
        if ((0,keys/* parseKey */.Do)(key).kind === 'notification')
            newest = key;
    }
    if (newest === undefined)
        return undefined;
    return parseNotification(await (0,read_sets/* readSmall */.o5)(store, newest, MAX_RECORD), newest);
}
async function writeNotification(store, record) {
    const key = (0,keys/* notificationKey */.xW)(record.database ?? undefined, record.what, record.id);
    await store.create(key, (0,records/* recordBytes */.$)(record));
}

;// CONCATENATED MODULE: ./build/actions/notify/memory.js





const NO_MEMORY = { record: undefined, stores: [], problems: [], lost: false };
/** The newest record in any of the stores. */
async function recall(stores, database, what) {
    const read = await (0,open_stores/* withEveryStore */.D9)(stores, async (store) => {
        await store.check();
        return newestNotification(store, database, what);
    }, 0);
    const [newest] = read.done
        .flatMap(({ value }) => value ?? [])
        .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    return {
        record: newest,
        stores: read.done.map(({ store }) => store),
        problems: read.failures.map(({ store, error }) => `${store.location} cannot say who was told what: ${(0,errors/* messageOf */.bD)(error)}`),
        lost: read.done.length === 0,
    };
}
/** Writes a record into every store that could be asked. @returns what did not work */
async function remember(memory, record) {
    const id = (0,keys/* makeSetId */.IT)(new Date(record.at), (0,external_node_crypto_.randomBytes)(3).toString('hex'));
    const full = { recordVersion: 1, kind: 'notification', id, ...record };
    const { done, failures } = await (0,open_stores/* withEveryStore */.D9)(memory.stores, (store) => writeNotification(store, full), 0);
    return {
        written: done.length,
        problems: failures.map(({ store, error }) => `${store.location} does not remember who was told: ${(0,errors/* messageOf */.bD)(error)}`),
    };
}

;// CONCATENATED MODULE: ./build/error-codes.js
/**
 * Every error code of the toolkit, with what it means. `docs/errors.md` is generated from this table, and a
 * code that is not here cannot be thrown (it would not compile).
 *
 * Codes are stable: workflows branch on the `error-code` output. A code is never renamed or reused.
 */
const ERROR_CODES = {
    // What the user gave us is not right.
    'PBA-INPUT': 'One or more inputs are missing, unknown, malformed or contradict each other.',
    'PBA-POLICY': 'backup-policy.yml is malformed or has values out of range.',
    'PBA-TARGET-IS-SOURCE': 'The target of a restore is the database the backup came from.',
    'PBA-TARGET-EXISTS': 'The database that a restore was to make exists already.',
    'PBA-TARGET-OLD': 'The target server has an older major version than the source.',
    'PBA-TARGET-ROLES': 'The target server lacks roles that the set needs.',
    'PBA-TARGET-PRODUCTION': 'The policy marks the database as production, so nothing may write into it but a swap.',
    'PBA-OTHER-LINEAGE': 'The set was made from another database than the one it would stand beside.',
    'PBA-SET-NOT-FOUND': 'No backup set matches the request in this store.',
    'PBA-SET-BEING-PRUNED': 'The set is being deleted by another run.',
    'PBA-PRUNE-PLAN-CHANGED': 'The plan that was to be applied is no longer the plan: the catalog has changed.',
    'PBA-KEY-UNREADABLE': 'An age identity or recipient cannot be read or is not a key.',
    'PBA-KEY-MISSING': 'The set is encrypted and no identity was given.',
    'PBA-CONFIRM': 'A destructive step was not confirmed with the exact word it asks for.',
    // PostgreSQL and its programs.
    'PBA-TOOL-MISSING': 'A program that is needed is not installed.',
    'PBA-TOOL-FAILED': 'A program ended with an error that has no code of its own.',
    'PBA-TOOL-KILLED': 'A program was ended by a signal.',
    'PBA-TOOL-TIMEOUT': 'A program or a wait exceeded its time limit.',
    'PBA-PG-UNREACHABLE': 'The PostgreSQL server cannot be reached.',
    'PBA-PG-AUTH': 'PostgreSQL refused the user or the password.',
    'PBA-PG-NO-DATABASE': 'The database does not exist.',
    'PBA-PG-CLIENT-OLD': 'No installed PostgreSQL client is new enough for the server.',
    'PBA-PG-NO-SERVER-BINARIES': 'No PostgreSQL server of the needed major version is installed here.',
    'PBA-PG-PERMISSION': 'The role may not read everything that has to be backed up.',
    'PBA-PG-RLS': 'Row-level security would hide rows from the backup role.',
    'PBA-PG-LOCK-TIMEOUT': 'A lock was not granted in time; the backup did not queue behind it.',
    'PBA-PG-BUSY': 'Another backup of the same database is running.',
    'PBA-PG-SNAPSHOT': 'The exported snapshot was lost before everything was read.',
    'PBA-PG-QUERY': 'PostgreSQL refused a query.',
    'PBA-PG-NO-SUCH-TABLE': 'A table pattern matches nothing.',
    'PBA-PG-SCRATCH': 'The scratch server could not be made, started or stopped.',
    'PBA-PG-RESTORE': 'pg_restore reported errors.',
    'PBA-RESCUE-KEY': 'Rows of a table cannot be told apart, because it has no primary key on both sides.',
    'PBA-RESCUE-REFUSED': 'A repair did not fit what it found, and was rolled back: nothing was changed.',
    'PBA-SWAP-REFUSED': 'The preflight of a swap found something that has to be mended first; nothing was changed.',
    'PBA-SWAP-FAILED': 'A swap did not come about; the message says which database serves.',
    'PBA-SWAP-COMMAND': 'A command before or after a swap failed.',
    // Migrations.
    'PBA-GATE-FORK': 'The pull request comes from a fork, or from an event that may carry code of strangers: nothing of it is run.',
    'PBA-GATE-ISOLATION': 'The migration cannot be kept apart from this machine, so it was not run.',
    'PBA-GATE-BLOCKED': 'The trial of a migration found what the policy blocks.',
    'PBA-GATE-NO-COMMAND': 'No command is known that would run the migrations.',
    'PBA-GATE-COMMAND': 'The command that was run while backups were kept away failed.',
    'PBA-GATE-LOCK-LOST': 'The lock that kept backups away from a migration was lost before the migration ended.',
    'PBA-GITHUB': 'GitHub’s API cannot be reached, or refused a request.',
    // pgBackRest: physical backups and WAL.
    'PBA-ENGINE-OLD': 'The installed pgBackRest is too old.',
    'PBA-ENGINE-USER': 'pgBackRest cannot run as the owner of the cluster, or finds files that belong to somebody else.',
    'PBA-ENGINE-CONFIG': 'The configuration of pgBackRest is missing, refused, or not that of the policy.',
    'PBA-ENGINE-BUSY': 'Another command of pgBackRest holds the lock of the stanza.',
    'PBA-ENGINE-FAILED': 'pgBackRest ended with an error that has no code of its own.',
    'PBA-ENGINE-OUTPUT': 'pgBackRest answered in a way that is not understood.',
    'PBA-REPO-UNREACHABLE': 'A repository of pgBackRest cannot be reached or read.',
    'PBA-REPO-KEY': 'A repository of pgBackRest cannot be decrypted with the key that was given.',
    'PBA-REPO-DAMAGED': 'A repository of pgBackRest holds damaged files.',
    'PBA-STANZA-MISSING': 'A repository has no such stanza.',
    'PBA-STANZA-OTHER-CLUSTER': 'The stanza belongs to another cluster.',
    'PBA-WAL-SETUP': 'The server does not archive WAL as the policy wants it.',
    'PBA-WAL-STUCK': 'WAL is not archived in time.',
    'PBA-RPO-BROKEN': 'More could be lost now than the recovery point objective allows.',
    'PBA-WAL-GAP': 'WAL is missing between a base backup and now.',
    'PBA-BACKUP-PAGES': 'Pages of the cluster failed their checksum while they were copied.',
    // Stores.
    'PBA-STORE-UNREACHABLE': 'The store cannot be reached.',
    'PBA-STORE-AUTH': 'The store refused the credentials.',
    'PBA-STORE-NO-BUCKET': 'The bucket does not exist.',
    'PBA-STORE-NOT-FOUND': 'An object that has to be there is missing.',
    'PBA-STORE-EXISTS': 'An object that must be new exists already.',
    'PBA-STORE-FULL': 'No space left where the data has to go.',
    'PBA-STORE-LOCK': 'The store does not lock or hold objects as it was asked to.',
    'PBA-STORE-PERMISSION': 'The store refused the operation.',
    'PBA-STORE-FAILED': 'The store failed in a way that has no code of its own.',
    'PBA-STORE-BUSY': 'Another run is deleting sets in the same place.',
    'PBA-LIFECYCLE': 'The lifecycle rules of a bucket are not as the policy wants them, or one deletes sets by age.',
    'PBA-SET-ARCHIVED': 'The set lies in an archive storage class and has to be fetched before it can be read.',
    'PBA-RUNBOOK': 'The sets are stored, but RUNBOOK.md beside them could not be brought up to date.',
    'PBA-STORE-PARTIAL': 'At least one store does not have the set, although another has.',
    // The data is not what the manifest says.
    'PBA-MANIFEST-INVALID': 'A manifest is not JSON, has wrong fields or does not match its own digest.',
    'PBA-MANIFEST-NEWER': 'A manifest was written by a newer version of this toolkit.',
    'PBA-OBJECT-DAMAGED': 'Stored bytes differ from what the manifest recorded.',
    'PBA-DECRYPT': 'An object cannot be decrypted.',
    'PBA-ARCHIVE-DAMAGED': 'The archive cannot be decoded or does not hold what the manifest says.',
    'PBA-PROOF-FAILED': 'The restored database differs from what was recorded at the moment of the dump.',
    'PBA-PHYSICAL': 'Pages or indexes of the restored copy are damaged.',
    'PBA-ASSERTION': 'An assertion of the policy does not hold in the restored copy.',
    // Objectives.
    'PBA-DRIFT': 'Production has lost rows since the set was made, more than the tolerance allows.',
    'PBA-STATUS': 'By what the stores hold, an objective is broken or at risk.',
    'PBA-RTO-BROKEN': 'The restore took longer than the RTO allows.',
    'PBA-PRUNE-REFUSED': 'Pruning would break a floor, so nothing was deleted.',
    // Telling people and monitors.
    'PBA-NOTIFY': 'Somebody who had to be told could not be, or it cannot be remembered that they were.',
    'PBA-METRICS': 'The figures could not be handed to the monitoring.',
    // The run itself.
    'PBA-DISK-FULL': 'No space left on the local disk.',
    'PBA-LOCAL-FILE': 'The operating system refused a local file, or its disk reported an error.',
    'PBA-CANCELLED': 'The run was cancelled; everything it had started was ended.',
    'PBA-INTERNAL': 'A defect of this toolkit. Please report it.',
};

;// CONCATENATED MODULE: ./build/actions/notify/facts.js

const as = (name, show = (value) => value.split('\n').join(', ')) => ({
    name,
    show,
});
const count = (value) => (/^\d{1,18}$/.test(value) ? (0,format/* formatCount */.B4)(BigInt(value)) : value);
const numeric = (format) => (value) => /^\d{1,15}(\.\d+)?$/.test(value) ? format(Number(value)) : value;
/** Outputs of our actions that are worth a line in a message, in this order. */
const KNOWN = {
    status: as('Objectives'),
    findings: as('Findings', count),
    'set-id': as('Set'),
    'newest-set': as('Newest set'),
    'newest-proven-set': as('Newest proven set'),
    tiers: as('Tiers'),
    locations: as('Stores'),
    'size-bytes': as('Size', numeric(format/* formatBytes */.z3)),
    tables: as('Tables', count),
    rows: as('Rows', count),
    grade: as('Compared'),
    differences: as('Differences', count),
    'duration-seconds': as('Duration', numeric((seconds) => (0,format/* formatDuration */.a3)(seconds * 1000))),
    'sets-checked': as('Sets checked', count),
    'bytes-read': as('Read', numeric(format/* formatBytes */.z3)),
    deleted: as('Deleted sets', count),
    'evidence-key': as('Evidence'),
};
/** What a message shows of the outputs of one step. */
function factsOf(outputs, step) {
    return Object.entries(KNOWN).flatMap(([output, { name, show }]) => {
        const value = outputs[output];
        if (value === undefined || value === '')
            return [];
        return [{ name: step === undefined ? name : `${name} (${step})`, value: show(value) }];
    });
}

;// CONCATENATED MODULE: ./build/actions/notify/results.js



/** The words in which our actions, GitHub and people say that it went well. */
const GOOD = ['success', 'ok', 'proven', 'nothing due', 'kept'];
const OUTCOMES = ['success', 'failure', 'cancelled', 'skipped'];
/**
 * Judges what was handed over. Success has to be shown: nothing at all, a step that is missing or was skipped, and what cannot
 * be read are all failures.
 */
function judgeResults(handed) {
    const parsed = handed.results === undefined ? { steps: [] } : parseResults(handed.results);
    const steps = 'steps' in parsed ? parsed.steps : [];
    const unreadable = 'unreadable' in parsed ? parsed.unreadable : undefined;
    const wanted = handed.steps.length === 0 ? steps : steps.filter(({ id }) => handed.steps.includes(id));
    const reasons = [
        ...(unreadable === undefined ? [] : [{ key: 'unreadable', text: unreadable }]),
        ...wanted.flatMap(stepReasons),
        ...handed.steps
            .filter((id) => !steps.some((step) => step.id === id))
            .map((id) => ({
            key: `${id}:missing`,
            text: `Step ${id} is not in the results: it did not run, or has no id.`,
        })),
        ...statusReasons('The job', 'job', handed.jobStatus),
        ...statusReasons('The verdict', 'verdict', handed.verdict),
    ];
    const shown = wanted.some(({ outcome }) => outcome === 'success') || handed.verdict !== undefined;
    const all = reasons.length > 0 || shown ? reasons : [NOTHING];
    return {
        state: all.length === 0 ? 'well' : 'failing',
        reasons: all.map(({ text }) => text),
        problem: all.length === 0 ? '' : digest(all),
        facts: wanted.flatMap(({ id, outputs }) => factsOf(outputs, wanted.length > 1 ? id : undefined)),
        unreadable,
    };
}
const NOTHING = {
    key: 'nothing',
    text: 'Nothing shows that anything was done: no step with an id has succeeded, and no verdict was given.',
};
function digest(reasons) {
    const keys = reasons.map(({ key }) => key).toSorted();
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 16);
}
function statusReasons(subject, key, status) {
    if (status === undefined || GOOD.includes(status))
        return [];
    return [{ key: `${key}:${status}`, text: `${subject} is ${status}.` }];
}
/** What a step says about itself counts as well as what the runner says: `continue-on-error` hides nothing here. */
function stepReasons({ id, outcome, outputs }) {
    const code = outputs['error-code'] ?? '';
    if (outcome !== 'success') {
        const meaning = Object.hasOwn(ERROR_CODES, code)
            ? ERROR_CODES[code]
            : undefined;
        const why = meaning === undefined ? '' : ` ${code}: ${meaning}`;
        return [{ key: `${id}:${outcome}:${code}`, text: `Step ${id} ${results_SAYS[outcome] ?? outcome}.${why}` }];
    }
    const verdict = outputs['verdict'] ?? '';
    if (code !== '' || verdict === 'failed' || verdict === 'cancelled') {
        return [
            {
                key: `${id}:own:${code}`,
                text: `Step ${id} did not fail, but says ${verdict} ${code}`.trimEnd().concat('.'),
            },
        ];
    }
    // `status` with fail-on: never leaves the judgement to whoever reads its outputs.
    return outputs['status'] === 'broken' && 'findings' in outputs
        ? [
            {
                key: `${id}:broken`,
                text: `Step ${id} says that objectives are broken; findings: ${outputs['findings']}.`,
            },
        ]
        : [];
}
const results_SAYS = {
    failure: 'failed',
    cancelled: 'was cancelled',
    skipped: 'was skipped',
};
/** `steps` has `outcome` (before `continue-on-error`) and `conclusion` for each id, `needs` has `result`. */
function parseResults(text) {
    const unreadable = (why) => ({
        unreadable: `The input results cannot be read: ${why}. It has to be what toJSON(steps) or toJSON(needs) gives.`,
    });
    let root;
    try {
        root = JSON.parse(text);
    }
    catch {
        return unreadable('it is not JSON');
    }
    if (!isRecord(root))
        return unreadable('it is not an object');
    const steps = [];
    for (const [id, value] of Object.entries(root)) {
        if (!isRecord(value))
            return unreadable(`${id} is not an object`);
        const outcome = value['outcome'] ?? value['result'];
        if (typeof outcome !== 'string' || !OUTCOMES.includes(outcome)) {
            return unreadable(`${id} has neither an outcome nor a result`);
        }
        const outputs = value['outputs'] ?? {};
        if (!isRecord(outputs) || !Object.values(outputs).every((one) => typeof one === 'string')) {
            return unreadable(`the outputs of ${id} are not texts`);
        }
        steps.push({ id, outcome, outputs: outputs });
    }
    return { steps };
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/actions/notify/summary.js

const COLUMNS = [{ title: 'Channel' }, { title: 'Kind' }, { title: 'Told' }];
/** Markdown for the job summary. */
function notifySummary(title, reasons, attempts, failed) {
    return [
        `## ${failed ? '❌' : '🔔'} ${(0,format/* escapeMarkdown */.FV)(title)}`,
        ...(reasons.length === 0 ? [] : [reasons.map((reason) => `- ${(0,format/* escapeMarkdown */.FV)(reason)}`).join('\n')]),
        (0,format/* markdownTable */.Qj)(COLUMNS, rows(attempts)),
        '',
    ].join('\n\n');
}
/** The same for a terminal. */
function notifyText(title, reasons, attempts) {
    return [
        (0,format/* printable */.g$)(title),
        ...reasons.map((reason) => `- ${(0,format/* printable */.g$)(reason)}`),
        '',
        (0,format/* terminalTable */.RX)(COLUMNS, rows(attempts)),
    ].join('\n');
}
function rows(attempts) {
    return attempts.map(({ name, kind, said, failure }) => [
        name,
        kind,
        failure === undefined ? (said ?? 'nothing: no change') : `FAILED: ${failure}`,
    ]);
}

;// CONCATENATED MODULE: ./build/actions/notify/notify.js















/** Judges what the steps before came to, tells everybody who wants to hear it, and remembers who was told. */
async function notify(inputs, context) {
    const { policy, targets } = await policyOf(inputs, context);
    const channels = channelsOf(targets, inputs, context);
    const secrets = new runtime_secrets/* Secrets */.S();
    for (const secret of channels.usable.flatMap(secretsOf)) {
        context.mask(secret);
        secrets.add(secret);
    }
    const subject = {
        database: inputs.database ?? onlyName(policy),
        what: inputs.what ?? context.run.workflow ?? 'Backup',
        note: inputs.message,
        run: context.run,
    };
    if (inputs.phase === 'start')
        return begin(channels, subject, inputs, context);
    const verdict = judgeResults(inputs);
    const stores = policy === undefined || inputs.memory === 'none'
        ? []
        : await (0,open_stores/* openStores */.j)(policy.stores.values(), inputs, context);
    try {
        const memory = stores.length === 0 ? NO_MEMORY : await recall(stores, subject.database, subject.what);
        const situation = situationOf(memory, verdict, context.now());
        const news = {
            situation,
            messageFor: (occasion, since) => redacted(compose(subject, verdict, situation, occasion, since), secrets),
        };
        const attempts = await tryAll(channels, context, (channel) => tell(channel, news, { deadlineMs: inputs.giveUpAfter }, context.signal));
        const forgotten = await keep(memory, situation, attempts, subject, context);
        return present(verdict, subject, attempts, forgotten);
    }
    finally {
        await (0,open_stores/* closeStores */.Hr)(stores);
    }
}
/** Without stores, in the policy or as input, there is no memory, and the policy is only asked for channels. */
async function policyOf(inputs, context) {
    const parsed = await (0,read_policy/* readPolicy */.T)(inputs.policy, context);
    const targets = parsed?.policy.notifications ?? [];
    if (inputs.stores.length === 0 && parsed?.policy.stores === undefined)
        return { policy: undefined, targets };
    const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
    return { policy: (0,apply_inputs/* applyInputs */.M)(parsed, { ...inputs, environmentEndpoint }), targets };
}
function onlyName(policy) {
    if (policy === undefined || (0,effective_policy/* isDiscovery */.rT)(policy.databases))
        return undefined;
    const [only, ...others] = policy.databases;
    return others.length === 0 ? only?.name : undefined;
}
function situationOf({ record }, { state, problem }, now) {
    return { previous: record, state, problem, now };
}
/** What a channel gets may come from anywhere; the secrets of the channels are in none of it. */
function redacted(message, secrets) {
    const hide = (text) => secrets.redact(text);
    return {
        ...message,
        title: hide(message.title),
        reasons: message.reasons.map(hide),
        facts: message.facts.map(({ name, value }) => ({ name, value: hide(value) })),
        note: message.note === undefined ? undefined : hide(message.note),
    };
}
/** All side by side: one that hangs or fails keeps nobody from hearing it. */
async function tryAll(channels, context, body) {
    context.log.info(`Asking who wants to hear it: ${channels.usable.map(({ name }) => name).join(', ')}.`);
    const tried = await Promise.all(channels.usable.map(async (channel) => {
        const { name, kind } = channel;
        try {
            return { name, kind, said: await body(channel), failure: undefined };
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc || context.signal.aborted)
                throw error;
            return { name, kind, said: undefined, failure: (0,errors/* messageOf */.bD)(error) };
        }
    }));
    const broken = channels.broken.map(({ name, kind, problem }) => ({
        name,
        kind,
        said: undefined,
        failure: problem,
    }));
    return [...tried, ...broken];
}
/** @returns what could not be remembered; undefined: everything that had to be */
async function keep(memory, situation, attempts, subject, context) {
    if (memory === NO_MEMORY)
        return undefined;
    if (memory.lost)
        return memory.problems.join(' ');
    const delivered = attempts.flatMap(({ name, kind, said }) => said === undefined || kind === 'heartbeat' || kind === 'github-issue' ? [] : [name]);
    const next = remembered(situation, delivered);
    const { written, problems } = next === undefined
        ? { written: 1, problems: [] }
        : await remember(memory, recordOf(next, situation, subject));
    if (written === 0)
        return problems.join(' ');
    for (const problem of [...memory.problems, ...problems])
        context.log.warning(problem);
    return undefined;
}
function recordOf(next, { now }, { database, what, run }) {
    return { at: now.toISOString(), database: database ?? null, what, ...next, run: (0,run_facts/* runFacts */.p)(run, undefined) };
}
async function begin(channels, { database, what }, inputs, context) {
    const text = `${database ?? 'All databases'}: ${what} begins`;
    const attempts = await tryAll(channels, context, (channel) => tellStart(channel, text, { deadlineMs: inputs.giveUpAfter }, context.signal));
    return result(text, undefined, attempts, failureOf(attempts, undefined));
}
function present(verdict, { database, what }, attempts, forgotten) {
    const title = `${database ?? 'All databases'}: ${what} is ${verdict.state}`;
    const unreadable = verdict.unreadable === undefined
        ? undefined
        : new errors/* UserError */.yo('PBA-INPUT', verdict.unreadable, {
            hint: 'Give the expression `toJSON(steps)`. Everybody was told that nothing is known.',
        });
    return result(title, verdict, attempts, failureOf(attempts, forgotten) ?? unreadable);
}
function failureOf(attempts, forgotten) {
    const failed = attempts.filter(({ failure }) => failure !== undefined);
    if (failed.length > 0) {
        const list = failed.map(({ name, failure }) => `${name} (${failure})`).join('; ');
        return new errors/* ToolError */.v4('PBA-NOTIFY', `${failed.length} of ${attempts.length} channels could not be told: ${list}.${forgotten === undefined ? '' : ` ${forgotten}`}`, {
            hint: 'The others were told. Mend the channel, or take it out of the policy; it is tried again at the next run.',
        });
    }
    return forgotten === undefined
        ? undefined
        : new errors/* ToolError */.v4('PBA-NOTIFY', `Everybody was told, but no store remembers it: ${forgotten}`, {
            hint: 'The credentials need to read and write `*/notifications/*` in the store. With `memory: none` nothing is remembered.',
        });
}
function result(title, verdict, attempts, failure) {
    const told = attempts.filter(({ said }) => said !== undefined);
    const failed = attempts.filter((attempt) => attempt.failure !== undefined);
    return {
        outputs: {
            verdict: failure === undefined ? 'ok' : 'failed',
            state: verdict?.state ?? '',
            told: told.map(({ name, said }) => `${name}: ${said}`).join('\n'),
            failed: failed.map(({ name }) => name).join('\n'),
        },
        summary: notifySummary(title, verdict?.reasons ?? [], attempts, failure !== undefined),
        text: notifyText(title, verdict?.reasons ?? [], attempts),
        json: { state: verdict?.state ?? null, reasons: verdict?.reasons ?? [], channels: attempts },
        ...(failure === undefined ? {} : { failure }),
    };
}


/***/ }),

/***/ 32351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ runFacts)
/* harmony export */ });
/** What manifests and evidence record of the run that made them. */
function runFacts(run, reason) {
    const { repository, workflow, runUrl, commit, actor } = run;
    return { repository, workflow, runUrl, commit, actor, reason: reason ?? null };
}


/***/ }),

/***/ 77733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ DeliveryError)
/* harmony export */ });
/** A channel could not be told. Its message names no URL: URLs of webhooks are secrets. */
class DeliveryError extends Error {
    /** Whether trying again may help. */
    retryable;
    /** How long the other side wants to be left alone; undefined: it did not say. */
    retryAfterMs;
    constructor(message, details) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'DeliveryError';
        this.retryable = details.retryable;
        this.retryAfterMs = details.retryAfterMs;
    }
}


/***/ }),

/***/ 91154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ postJson),
/* harmony export */   E: () => (/* binding */ request)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19473);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58508);
/* harmony import */ var _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77733);



/** Answers of webhooks are a word or two; those of GitHub's API, lists of issues, may be larger. */
const LONGEST_ANSWER = 8 * 1024 * 1024;
const SHOWN = 200;
/** Statuses after which the same request may succeed later. */
const TEMPORARY = new Set([408, 425, 429, 500, 502, 503, 504]);
/** POSTs JSON. @throws DeliveryError */
async function postJson(url, body, signal, headers = {}) {
    return request({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: JSON.stringify(body),
    }, signal);
}
/**
 * One request, one answer that says success (2xx). A redirect is a failure: following it would turn a POST into a GET, or
 * hand the message to somebody else.
 * @throws DeliveryError that names the host, never the URL
 */
async function request({ method, url, headers = {}, body }, signal) {
    const { host } = new URL(url);
    let response;
    let text;
    try {
        response = await fetch(url, {
            method,
            headers: { 'user-agent': `postgres-backup-actions/${_version_js__WEBPACK_IMPORTED_MODULE_2__/* .VERSION */ .x}`, ...headers },
            ...(body === undefined ? {} : { body }),
            redirect: 'manual',
            signal,
        });
        text = await readLimited(response, host);
    }
    catch (error) {
        if (error instanceof _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V)
            throw error;
        if (signal.aborted) {
            throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} did not answer in time`, { retryable: true, cause: error });
        }
        throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} cannot be reached: ${reasonOf(error)}`, {
            retryable: true,
            cause: error,
        });
    }
    if (response.ok)
        return { status: response.status, text };
    if (response.status >= 300 && response.status < 400) {
        throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered ${response.status}, a redirect, which is not followed: give the final address`, { retryable: false });
    }
    const said = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered ${response.status}${said === '' ? '' : `: ${said.length > SHOWN ? `${said.slice(0, SHOWN)}…` : said}`}`, {
        retryable: TEMPORARY.has(response.status) || limited(response),
        retryAfterMs: retryAfter(response.headers, Date.now()),
    });
}
/** GitHub answers 403 when it wants to be left alone for a while, and says so in these headers. */
function limited(response) {
    const { headers, status } = response;
    return status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
}
async function readLimited(response, host) {
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
        size += chunk.length;
        if (size > LONGEST_ANSWER) {
            throw new _delivery_error_js__WEBPACK_IMPORTED_MODULE_1__/* .DeliveryError */ .V(`${host} answered with more than 8 MiB`, { retryable: false });
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
/** `Retry-After` in seconds or as a date, or the time at which GitHub's limit ends; undefined: not said. */
function retryAfter(headers, now) {
    const value = headers.get('retry-after');
    if (value !== null) {
        if (/^\d{1,9}(\.\d+)?$/.test(value))
            return Number(value) * 1000;
        const date = Date.parse(value);
        return Number.isNaN(date) ? undefined : Math.max(0, date - now);
    }
    const reset = headers.get('x-ratelimit-reset');
    const exhausted = headers.get('x-ratelimit-remaining') === '0';
    return exhausted && reset !== null && /^\d{1,12}$/.test(reset)
        ? Math.max(0, Number(reset) * 1000 - now)
        : undefined;
}
/** fetch says no more than "fetch failed"; why is in what caused it. */
function reasonOf(error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const nested = cause instanceof AggregateError ? cause.errors[0] : cause;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(nested) ?? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(nested);
}


/***/ }),

/***/ 68176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ retrying)
/* harmony export */ });
/* harmony import */ var _concurrency_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3943);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19473);
/* harmony import */ var _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77733);



const ATTEMPTS = 5;
/** One attempt never takes all the time there is: a server that hangs may answer the next. */
const LONGEST_ATTEMPT_MS = 15_000;
/**
 * Tries until it works, a failure is final, or time is up. Pauses double, with jitter, and are as long as the other side
 * asks for.
 * @param attempt gets a signal that aborts when this attempt, or the whole run, has to end
 * @throws DeliveryError of the last attempt, CancelledError
 */
async function retrying(patience, signal, attempt) {
    const end = Date.now() + patience.deadlineMs;
    for (let count = 1;; count += 1) {
        const left = Math.max(1, end - Date.now());
        const limit = AbortSignal.timeout(Math.min(LONGEST_ATTEMPT_MS, left));
        try {
            return await attempt(AbortSignal.any([signal, limit]));
        }
        catch (error) {
            if (signal.aborted)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CancelledError */ .cc();
            if (!(error instanceof _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__/* .DeliveryError */ .V) || !error.retryable)
                throw error;
            const pause = error.retryAfterMs ?? pauseAfter(count, patience.firstPauseMs ?? 1_000);
            if (count >= ATTEMPTS)
                throw after(error, count, 'it was tried often enough');
            if (Date.now() + pause >= end)
                throw after(error, count, whyNot(error, patience));
            await (0,_concurrency_js__WEBPACK_IMPORTED_MODULE_0__/* .sleep */ .yy)(pause, signal);
        }
    }
}
/** Half of it is by chance, so that many runs that failed together do not come back together. */
function pauseAfter(count, first) {
    return first * 2 ** (count - 1) * (0.5 + Math.random() / 2);
}
function whyNot({ retryAfterMs }, { deadlineMs }) {
    const limit = `the time limit of ${deadlineMs / 1000} s`;
    return retryAfterMs === undefined
        ? `${limit} was up`
        : `it asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s, which is beyond ${limit}`;
}
function after(error, count, why) {
    const times = count === 1 ? 'once' : `${count} times`;
    return new _delivery_error_js__WEBPACK_IMPORTED_MODULE_2__/* .DeliveryError */ .V(`${error.message} (tried ${times}; ${why})`, { retryable: false, cause: error });
}


/***/ }),

/***/ 86210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ Secrets)
/* harmony export */ });
/* unused harmony export derivedForms */
/**
 * Shorter secrets are not masked. Masking replaces every occurrence in every log: a secret of three characters would
 * blank out words, numbers and dates without hiding anything, for who knows the text can fill the gaps.
 */
const SHORTEST_MASKED = 4;
/** What replaces a secret; the same three characters that GitHub's runner uses. */
const MASK = '***';
/**
 * A secret in every shape in which programs print it: as it is, each of its lines, and its base64, URL-encoded and
 * JSON-escaped forms. GitHub's runner masks exact single-line strings only, so each has to be registered.
 * A text of several lines is not among them as a whole, because the runner would then mask each of its lines however
 * short.
 */
function derivedForms(secret) {
    const bytes = Buffer.from(secret, 'utf8');
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    const wellFormed = secret.toWellFormed();
    const forms = [
        ...(lines.length === 1 ? [secret] : lines),
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
        encodeURIComponent(wellFormed),
        new URLSearchParams({ s: wellFormed }).toString().slice('s='.length),
        JSON.stringify(secret).slice(1, -1),
    ];
    const printable = forms.filter((form) => form.trim().length >= SHORTEST_MASKED && !/[\r\n]/.test(form));
    return secret.trim().length < SHORTEST_MASKED ? [] : [...new Set(printable)];
}
/** The secrets of this run. Whatever the toolkit prints goes through `redact`. */
class Secrets {
    #forms = [];
    #announce;
    /** `announce` tells the runner about a form; on a terminal there is nobody to tell. */
    constructor(announce = () => { }) {
        this.#announce = announce;
    }
    add(secret) {
        const fresh = derivedForms(secret).filter((form) => !this.#forms.includes(form));
        for (const form of fresh)
            this.#announce(form);
        // Longest first: a form that contains another must not be left with its tail showing.
        this.#forms = [...this.#forms, ...fresh].sort((a, b) => b.length - a.length);
    }
    redact(text) {
        return this.#forms.reduce((result, form) => result.replaceAll(form, MASK), text);
    }
}


/***/ }),

/***/ 97814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ recordBytes),
/* harmony export */   n: () => (/* binding */ writeEvidence)
/* harmony export */ });
/* harmony import */ var _catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98430);

/** A record as it is stored: readable JSON. */
function recordBytes(record) {
    return Buffer.from(`${JSON.stringify(record, null, 2)}\n`);
}
/**
 * Adds a record to a database's evidence, which is append-only.
 * @returns its key
 */
async function writeEvidence(store, record) {
    const key = (0,_catalog_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .evidenceKey */ .ZH)(record.database, record.kind, record.id);
    await store.create(key, recordBytes(record));
    return key;
}


/***/ })

};
