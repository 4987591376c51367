import type { CommanderError } from 'commander';
import type { TextParams, Translate } from '../../shared/i18n/index.ts';

/** A mistake in the use of the command line, in a sentence; commander itself speaks English only. */
export function wrongUseSentence(t: Translate, error: CommanderError): string {
  const [, what = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, nearest] = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(error.message) ?? [];
  const sentence = sentenceOf(t, error, { what });
  return [
    sentence,
    ...(nearest === undefined ? [] : [t('cli.wrongUse.nearest', { nearest })]),
    t('cli.wrongUse.help'),
  ].join(' ');
}

function sentenceOf(t: Translate, { code, message }: CommanderError, params: TextParams): string {
  switch (code) {
    case 'commander.unknownCommand':
      return t('cli.wrongUse.unknownVerb', params);
    case 'commander.unknownOption':
      return t('cli.wrongUse.unknownOption', params);
    case 'commander.missingArgument':
      return t('cli.wrongUse.missingArgument', params);
    case 'commander.optionMissingArgument':
      return t('cli.wrongUse.missingValue', params);
    case 'commander.missingMandatoryOptionValue':
      return t('cli.wrongUse.missingOption', params);
    case 'commander.excessArguments':
      return t('cli.wrongUse.excessArguments');
    case 'commander.invalidArgument':
      return invalidValue(t, message, params);
    default:
      return t('cli.wrongUse.other', { detail: message.replace(/^error: /, '') });
  }
}

function invalidValue(t: Translate, message: string, params: TextParams): string {
  const [, value = ''] = /argument '([^']*)' is invalid/.exec(message) ?? [];
  const [, choices] = /Allowed choices are (.+)\.$/.exec(message) ?? [];
  return choices === undefined
    ? t('cli.wrongUse.invalidValue', { ...params, value })
    : t('cli.wrongUse.notAChoice', { ...params, value, choices });
}
