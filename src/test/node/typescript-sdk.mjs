// Runs the TypeScript SDK against one upstream twice, directly and through the recorder, and prints what came of it.
//
// Install:  cd src/test/node && npm ci
// Usage:    node typescript-sdk.mjs < plan.json
//   plan.json   {"routes": {"direct": URL, "recorded": URL}, "asks": [{"path": "/whole/name", "apis": ["beta", "ga"]}, …]}
//   output      one JSON line for each ask: {"path": …, "direct": {"beta": {…}, "ga": {…}}, "recorded": {…}}
//
// The SDK is given URL + path as its base address, so that the upstream knows which stream is meant. TypeScriptSdkTest
// compares the two results; nothing is judged here.

import Anthropic from '@anthropic-ai/sdk';
import { readFileSync } from 'node:fs';

const AT_ONCE = 8;
const request = { model: 'claude-sonnet-5', max_tokens: 1024, messages: [{ role: 'user', content: 'Hello?' }] };

const describe = (error) => ({
  name: error?.constructor?.name,
  message: String(error?.message),
  status: error?.status ?? null,
  type: error?.type ?? null,
  requestId: error?.requestID ?? null,
  cause: error?.cause ? String(error.cause.message) : null,
});

/** The accumulated message, or the error and what had been assembled when it came. */
async function accumulate(stream) {
  let events = 0;
  stream.on('streamEvent', () => events++);
  // Without a listener of its own an error is also an unhandled rejection.
  stream.on('error', () => {});
  try {
    return { message: await stream.finalMessage(), events };
  } catch (error) {
    return { error: describe(error), partial: stream.currentMessage ?? null, events };
  }
}

/** The events as they come from the plain iterator, and how it ended. */
async function iterate(client) {
  const events = [];
  try {
    for await (const event of await client.messages.create({ ...request, stream: true })) events.push(event);
    return { events };
  } catch (error) {
    return { events, error: describe(error) };
  }
}

async function run(base, path, apis) {
  const client = new Anthropic({ apiKey: 'not-a-key', baseURL: base + path, maxRetries: 0, logLevel: 'off' });
  const results = {};
  if (apis.includes('beta')) results.beta = await accumulate(client.beta.messages.stream(request));
  if (apis.includes('ga')) {
    results.ga = await accumulate(client.messages.stream(request));
    results.events = await iterate(client);
  }
  return results;
}

const plan = JSON.parse(readFileSync(0, 'utf8'));
const left = [...plan.asks];
async function worker() {
  for (let ask = left.shift(); ask !== undefined; ask = left.shift()) {
    const direct = await run(plan.routes.direct, ask.path, ask.apis);
    const recorded = await run(plan.routes.recorded, ask.path, ask.apis);
    console.log(JSON.stringify({ path: ask.path, direct, recorded }));
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, worker));
