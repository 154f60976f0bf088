/** The register's cards in every state, made by the commands' own code from plain values. */
import { registerConfirmCard } from '../../src/cards/register-confirm.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { confirming } from '../../src/commands/register/confirm.ts';
import { othersIn } from '../../src/commands/register/proposal.ts';
import { pageCard } from '../../src/commands/register/show.ts';
import type { Provision, School } from '../../src/domain/records.ts';
import { markTexts } from '../../src/texts/register.ts';
import { aRegister, aTap, dueAtOakFarm, markedBy, staffAsking } from './a-register.ts';
import { aSchool, oakFarm } from './cal-a.ts';
import type { Given } from './digest-states.ts';

interface State {
  template: 'register' | 'register-confirm';
  state: string;
  card: AdaptiveCard;
}

export function registerStates(given: Given): State[] {
  const pupils = ['p01', 'p02', 'p03'].map((id) =>
    dueAtOakFarm(id, { forename: given('Alfie'), surname: given('O’Neill') }),
  );
  const schools: School[] = [aSchool({ name: given('Ashfield Academy') })];
  const provisions: Provision[] = [{ ...oakFarm, name: given('Oak Farm') }];
  const asking = staffAsking('09:40', provisions);
  const lena = (status: 'present' | 'absent') => markedBy(given('Lena Bold'), 'p01', status, '09:20');
  const taps = [
    aTap('p01', 'absent', { heard: 'ill' }),
    aTap('p02', 'late', { at: given('9') }),
    aTap('p03', 'present', { why: 'why' }),
  ];
  const register = (over: Partial<Parameters<typeof aRegister>[0]>) =>
    aRegister({ pupils, schools, provisions, ...over }, asking);
  const page = (state: string, over: Partial<Parameters<typeof aRegister>[0]>, submitted = false): State => ({
    template: 'register',
    state,
    card: pageCard(register(over), asking, { submitted }),
  });
  const confirmation = (state: string, card: unknown): State => ({
    template: 'register-confirm',
    state,
    card: card as AdaptiveCard,
  });
  const othersOf = register({ taps: taps.slice(0, 1) });
  const [others] = confirming(othersOf, 'others', othersIn(othersOf)).messages;
  return [
    page('nothing marked', {}),
    page('tapped', { taps }),
    page('tapped and submitted', { taps }, true),
    page('recorded', { marks: [lena('present')] }),
    page('overtaken', { marks: [lena('absent')], taps: [aTap('p01', 'present')] }),
    page('amended', { marks: [{ ...lena('absent'), amends: { was: 'present 09:05', why: given('why') } }] }),
    confirmation('all others in', others?.card),
    confirmation(
      'one mark, changed',
      registerConfirmCard({
        title: markTexts.title,
        when: given('Oak Farm'),
        notes: [{ text: markTexts.before(given('Late 09:05')), style: 'warning' }],
        groups: [
          {
            heading: markTexts.willRecord,
            pupils: [{ name: given('Alfie'), about: given('Ashfield'), what: given('absent') }],
          },
        ],
        why: { id: 'why', label: markTexts.why },
        buttons: [{ title: markTexts.confirm, verb: 'mark-confirm', fields: { pupil: 'p01' } }],
      }),
    ),
  ];
}
