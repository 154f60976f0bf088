/** Card templates from `cards/`, filled with data that is text already and cannot become markup. */
import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import { visibleText } from '../domain/names.ts';
import { packAction, type Verb } from '../teams/verbs.ts';

export const cardNames = [
  'notice',
  'help',
  'choice',
  'whereabouts',
  'timetable',
  'attendance',
  'digest',
  'register',
  'register-confirm',
  'follow-up',
  'absence-form',
  'concern-door',
  'concern-form',
  'concern-receipt',
  'my-concerns',
  'concern',
  'sections',
] as const;
export type CardName = (typeof cardNames)[number];
export type AdaptiveCard = Readonly<Record<string, unknown>>;

/** Compiled once: a new template for each card costs several times as much as filling it. */
const templates = new Map<CardName, Template>();

function templateOf(name: CardName): Template {
  const held = templates.get(name);
  if (held) return held;
  const file = new URL(`../../cards/${name}.json`, import.meta.url);
  const template = new Template(JSON.parse(readFileSync(file, 'utf8')) as object);
  templates.set(name, template);
  return template;
}

/** Fills a card. A value that is missing would be shown to people as `${name}`, so every card's builder gives them all. */
export const fill = (name: CardName, values: object): AdaptiveCard =>
  templateOf(name).expand({ $root: values }) as AdaptiveCard;

/** A sign-in name stays as it is: at most it opens a letter to its owner. */
const isSignIn = /^(?!.*www\.)[^\s@/]+@[^\s@/]+$/i;

/** Teams makes links of web addresses by itself, escaped or not, so they are taken apart: readable, and not to be pressed. */
const unlinked = (text: string): string =>
  text.replaceAll(/\S+/g, (word) =>
    isSignIn.test(word)
      ? word
      : word.replaceAll('://', ':⁄⁄').replaceAll(/(?<=www)\.(?=\S)|(?<=\S)\.(?=\p{L}{2})/giu, '. '),
  );

/**
 * Text from people or packs, made harmless: a name like `[x](http://…)` or `<at>everyone</at>` stays what it looks like.
 * Beside markdown, cards fill in `{{DATE(…)}}` by themselves, and `${` is what a template left over.
 */
export const plain = (text: string): string =>
  unlinked(
    visibleText(text.toWellFormed())
      .replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ')
      .trim(),
  )
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/[\\`*_~[\]]|(?<=[${])\{|&(?=#?\w+;)/g, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');

export interface Button {
  title: string;
  verb: Verb;
  fields?: Record<string, string>;
  /** What it shows is left in no chat: a client that only submits opens a dialog for it. */
  fetched?: true;
}

/** What a button of a card sends that opens a dialog. */
export const dialogPayload = (verb: Verb, fields?: Record<string, string>) => ({
  ...packAction(verb, fields),
  msteams: { type: 'task/fetch' },
});

/** As the templates take buttons: the same payload whether the client runs Action.Execute or falls back to Submit. */
export const buttons = (list: readonly Button[]) => ({
  hasActions: list.length > 0,
  actions: list.map(({ title, verb, fields, fetched }) => ({
    title,
    verb,
    payload: packAction(verb, fields),
    submitted: fetched ? dialogPayload(verb, fields) : packAction(verb, fields),
  })),
});
