/** What the page asks of its server. A fault is an error with a kind that the page has words for. */

export type FaultKind = 'sign-in' | 'stranger' | 'no-role' | 'not-found' | 'refused' | 'fault' | 'offline';

export class AskFault extends Error {
  readonly kind: FaultKind;
  /** For the person, where the server has words. */
  readonly words: string | undefined;
  constructor(kind: FaultKind, words?: string) {
    super(kind);
    this.kind = kind;
    this.words = words;
  }
}

export interface Api {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  send<T>(method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal): Promise<T>;
  /** A line of JSON at a time, as they come. */
  lines<T>(path: string, body: unknown, signal?: AbortSignal): AsyncGenerator<T>;
  /** What the server tells, as it happens. */
  events<T>(path: string, signal: AbortSignal): AsyncGenerator<T>;
  /** Saves it where the browser puts what it is given. */
  download(path: string): Promise<void>;
}

const kinds: Readonly<Record<number, FaultKind>> = { 401: 'sign-in', 404: 'not-found', 409: 'refused' };

async function faultOf(answer: Response): Promise<AskFault> {
  const { error = '', words } = (await answer.json().catch(() => ({}))) as { error?: string; words?: string };
  if (answer.status === 403) return new AskFault(error === 'stranger' ? 'stranger' : 'no-role');
  return new AskFault(kinds[answer.status] ?? 'fault', words);
}

async function* textLines(answer: Response): AsyncGenerator<string> {
  let open = '';
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    const whole = (open + piece).split('\n');
    open = whole.pop() ?? '';
    yield* whole;
  }
}

const DATA = 'data: ';

export function createApi(token: () => Promise<string>): Api {
  const ask = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> => {
    const headers: Record<string, string> = { authorization: `Bearer ${await token()}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(`/tab/api/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    }).catch((fault: unknown) => {
      throw signal?.aborted ? fault : new AskFault('offline');
    });
    if (!answer.ok) throw await faultOf(answer);
    return answer;
  };
  return {
    get: async <T>(path: string, signal?: AbortSignal) =>
      (await ask('GET', path, undefined, signal)).json() as Promise<T>,
    send: async <T>(method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal) =>
      (await ask(method, path, body, signal)).json() as Promise<T>,
    async *lines<T>(path: string, body: unknown, signal?: AbortSignal) {
      const answer = await ask(body === undefined ? 'GET' : 'POST', path, body, signal);
      for await (const line of textLines(answer)) yield JSON.parse(line) as T;
    },
    // An EventSource could not say who asks, except in its address, where a token must never stand.
    async *events<T>(path: string, signal: AbortSignal) {
      const answer = await ask('GET', path, undefined, signal);
      for await (const line of textLines(answer))
        if (line.startsWith(DATA)) yield JSON.parse(line.slice(DATA.length)) as T;
    },
    async download(path) {
      const answer = await ask('GET', path);
      const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'keylink';
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };
}
