// What an editor shows of a file: node ask.js FILE [LINE CHARACTER], both from 0. Prints what it marks and, at a place,
// what it offers, as one JSON object.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, line, character] = process.argv.slice(2);
const uri = pathToFileURL(file).href;
const server = spawn(
  process.execPath,
  ['node_modules/yaml-language-server/bin/yaml-language-server', '--stdio'],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const waiting = new Map();
let marked;
const marks = new Promise((resolve) => {
  marked = resolve;
});
let next = 0;

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function ask(method, params) {
  next += 1;
  send({ id: next, method, params });
  return new Promise((resolve) => {
    waiting.set(next, resolve);
  });
}

function take(message) {
  if (message.method === 'textDocument/publishDiagnostics' && message.params.uri === uri) {
    marked(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (waiting.has(message.id)) {
    waiting.get(message.id)(message.result);
  }
}

let received = Buffer.alloc(0);
server.stdout.on('data', (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const end = received.indexOf('\r\n\r\n');
    const length = /Content-Length: (\d+)/.exec(received.subarray(0, Math.max(0, end)).toString());
    if (!length || received.length < end + 4 + Number(length[1])) {
      return;
    }
    const body = received.subarray(end + 4, end + 4 + Number(length[1]));
    received = received.subarray(end + 4 + Number(length[1]));
    take(JSON.parse(body.toString()));
  }
});

await ask('initialize', { processId: process.pid, rootUri: pathToFileURL(dirname(file)).href, capabilities: {} });
send({ method: 'initialized', params: {} });
// Nothing from the network: the file names its schema.
const yaml = { completion: true, validate: true, schemaStore: { enable: false } };
send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
const text = readFileSync(file, 'utf8');
send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
const diagnostics = await marks;
let offered = [];
if (line !== undefined) {
  const position = { line: Number(line), character: Number(character) };
  const answer = await ask('textDocument/completion', { textDocument: { uri }, position });
  offered = (answer.items ?? answer).map((item) => item.label);
}
process.stdout.write(
  JSON.stringify({
    marked: diagnostics.map((mark) => ({ line: mark.range.start.line, message: mark.message })),
    offered,
  }),
);
server.kill();
