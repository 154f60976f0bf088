/** The page: finds out where it stands, who is looking and in which colours, and shows what they may see. */
import './style.css';
import { StrictMode, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  Spinner,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import type { Me } from '../tab-api/models.ts';
import { AskFault, createApi } from './api.ts';
import { Configure, isConfiguring } from './configure.tsx';
import { enterTeams, type Host } from './host.ts';
import { ImportPage } from './pages/import/import-page.tsx';
import { PupilPage } from './pages/pupil/pupil-page.tsx';
import { RegisterPage } from './pages/register/register-page.tsx';
import { SchoolPage } from './pages/school/school-page.tsx';
import { TodayPage } from './pages/today/today-page.tsx';
import { FaultBar } from './parts/fault-bar.tsx';
import { PickPerson } from './parts/pick-person.tsx';
import { pagesFor, Shell } from './parts/shell.tsx';
import { placeIn, type Place } from './place.ts';
import { SessionContext } from './session.ts';
import { pageNames, words } from './words.ts';

const themes: Readonly<Record<string, Theme>> = {
  default: teamsLightTheme,
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** Outside Teams: the colours that the reader has chosen for everything. */
const chosenColours = (): string => {
  const asks = (query: string): boolean => window.matchMedia(query).matches;
  if (asks('(prefers-contrast: more)') || asks('(forced-colors: active)')) return 'contrast';
  return asks('(prefers-color-scheme: dark)') ? 'dark' : 'default';
};

/** The attribute is hidden from scripts; the property is not. */
const { nonce = '' } = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]') ?? {};
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

function Page({ place }: { place: Place }): ReactNode {
  if (place.page === 'import') return <ImportPage />;
  if (place.page === 'pupil') return <PupilPage {...(place.of !== undefined && { of: place.of })} />;
  if (place.page === 'today') return <TodayPage />;
  if (place.page === 'school') return <SchoolPage of={place.of} />;
  if (place.page === 'register') return <RegisterPage of={place.of} />;
  return <h1>{pageNames[place.page]}</h1>;
}

/** Where a link from a card points to, if it is theirs; else their first page. */
function firstPlace(host: Host | undefined, me: Me): Place {
  const pages = pagesFor(me);
  const asked = placeIn(host?.opens ?? '');
  return asked && pages.includes(asked.page) ? asked : { page: pages[0] ?? 'pupil' };
}

function SignedIn({
  host,
  token,
  leave,
}: {
  host?: Host;
  token: () => Promise<string>;
  leave?: () => void;
}): ReactNode {
  const api = useMemo(() => createApi(token), [token]);
  const [me, setMe] = useState<Me>();
  const [fault, setFault] = useState<AskFault>();
  useEffect(() => {
    api
      .get<Me>('me')
      .then(setMe)
      .catch((failed: unknown) => setFault(failed instanceof AskFault ? failed : new AskFault('sign-in')))
      .finally(() => host?.ready());
  }, [api, host]);
  if (fault)
    return (
      <main className="pick">
        <h1 className="unseen">Keylink</h1>
        <FaultBar fault={fault} />
      </main>
    );
  if (!me) return <Spinner label={words.loading} />;
  return (
    <SessionContext value={{ api, me, ...(leave && { leave }) }}>
      <Shell first={firstPlace(host, me)} page={(place) => <Page place={place} />} />
    </SessionContext>
  );
}

function Alone(): ReactNode {
  const [token, setToken] = useState<string>();
  const get = useMemo(() => (token === undefined ? undefined : () => Promise.resolve(token)), [token]);
  return get ? <SignedIn token={get} leave={() => setToken(undefined)} /> : <PickPerson onToken={setToken} />;
}

function Standing({ host }: { host: Host | undefined }): ReactNode {
  if (!host) return <Alone />;
  return isConfiguring ? <Configure host={host} /> : <SignedIn host={host} token={host.token} />;
}

function Keylink({ host }: { host: Host | undefined }): ReactNode {
  const [theme, setTheme] = useState(host?.theme ?? chosenColours());
  useEffect(() => host?.onTheme(setTheme), [host]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={themes[theme] ?? teamsLightTheme} className="keylink" data-theme={theme}>
        <Standing host={host} />
      </FluentProvider>
    </RendererProvider>
  );
}

const host = await enterTeams();
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <Keylink host={host} />
  </StrictMode>,
);
