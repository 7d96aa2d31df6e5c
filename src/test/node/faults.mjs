// Asks each address once with the TypeScript SDK as it comes, retries and all, and prints what the program saw.
//
// Install:  cd src/test/node && npm ci --ignore-scripts
// Usage:    node faults.mjs URL…
//   output  one JSON line for each: {"reported": …, "events": …, "text": …}; ClientFaults makes the README's table of it

import Anthropic from '@anthropic-ai/sdk';

const request = { model: 'claude-sonnet-5', max_tokens: 1024, messages: [{ role: 'user', content: 'Hello?' }] };

async function ask(baseURL) {
  const client = new Anthropic({ apiKey: 'not-a-key', baseURL, logLevel: 'off' });
  const seen = { events: 0, text: '', reported: '' };
  const stream = client.messages.stream(request);
  stream.on('streamEvent', () => seen.events++);
  stream.on('text', (delta) => (seen.text += delta));
  stream.on('error', () => {});
  try {
    await stream.finalMessage();
    seen.reported = '';
  } catch (error) {
    seen.reported = `${error?.constructor?.name}: ${String(error?.message)}`;
  }
  return seen;
}

for (const url of process.argv.slice(2)) console.log(JSON.stringify(await ask(url)));
