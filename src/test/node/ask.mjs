// Asks for one message at an address and prints the text that the program was given, piece by piece as it came.
//
// Install:  cd src/test/node && npm ci --ignore-scripts
// Usage:    node ask.mjs fetch|sdk|ai-sdk BASE-URL
//
// Nothing here knows of the recorder but for the proxy's variables, which Node reads by itself from 22.21 and 24 on
// (NODE_USE_ENV_PROXY); older ones need undici's agent, which must be of the major version that is built in.

const [client, base] = process.argv.slice(2);
const prompt = 'Why does the sea glow?';
const request = { model: 'claude-sonnet-5', max_tokens: 1024, messages: [{ role: 'user', content: prompt }] };

const [major, minor] = process.versions.node.split('.').map(Number);
if (process.env.HTTPS_PROXY && (major < 22 || (major === 22 && minor < 21))) {
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(new EnvHttpProxyAgent());
}

async function* fetched() {
  const response = await fetch(`${base}/v1/messages`, { method: 'POST', body: JSON.stringify(request) });
  for await (const bytes of response.body) yield Buffer.from(bytes);
}

async function* sdk() {
  const { default: Anthropic } = await import('@anthropic-ai/sdk');
  const messages = new Anthropic({ apiKey: 'not-a-key', baseURL: base, maxRetries: 0 }).messages;
  for await (const event of await messages.create({ ...request, stream: true })) {
    if (event.delta?.text) yield event.delta.text;
  }
}

async function* aiSdk() {
  const { streamText } = await import('ai');
  const { createAnthropic } = await import('@ai-sdk/anthropic');
  const anthropic = createAnthropic({ apiKey: 'not-a-key', baseURL: `${base}/v1` });
  let failure;
  const onError = ({ error }) => (failure = error);
  yield* streamText({ model: anthropic(request.model), prompt, maxRetries: 0, onError }).textStream;
  if (failure) throw failure;
}

for await (const piece of { fetch: fetched, sdk, 'ai-sdk': aiSdk }[client]()) process.stdout.write(piece);
