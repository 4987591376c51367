import { Option } from 'commander';
import { customsStates, transportStates } from '../../shared/filing/states.ts';
import type { Translate } from '../../shared/i18n/index.ts';
import { positive, type DeclareVerb } from './declare-verb.ts';

/** Verbs about filings: taking them in, sending them, looking at them, and what they prove. */
export function declareFilingVerbs(verb: DeclareVerb, t: Translate): void {
  verb('init', 'cli.verb.init', async () => (await import('./verbs/init.ts')).initVerb)
    .requiredOption('--declarant <CODE>', t('cli.option.declarant'))
    .requiredOption('--name <NAME>', t('cli.option.name'))
    .requiredOption('--customs <OFFICE>', t('cli.option.customs'));
  verb('import', 'cli.verb.import', async () => (await import('./verbs/import.ts')).importVerb)
    .argument('<FILE...>')
    .option('--reveal', t('cli.option.reveal'));
  verb('run', 'cli.verb.run', async () => (await import('./verbs/run.ts')).runVerb)
    .option('--central <URL>', t('cli.option.central'))
    .option('--folders <DIR...>', t('cli.option.folders'))
    .option('--sent <DIR>', t('cli.option.sent'))
    .option('--until-settled', t('cli.option.untilSettled'))
    .option('--timeout <S>', t('cli.option.timeout'), positive)
    .option('--pacing <JSON>', t('cli.option.pacing'));
  verb('status', 'cli.verb.status', async () => (await import('./verbs/status.ts')).statusVerb);
  verb(
    'incidents',
    'incidents.cli.verb',
    async () => (await import('./verbs/incidents.ts')).incidentsVerb,
  );
  verb('list', 'cli.verb.list', async () => (await import('./verbs/list.ts')).listVerb)
    .addOption(new Option('--transport <S>', t('cli.option.transport')).choices(transportStates))
    .addOption(new Option('--customs <S>', t('cli.option.customsState')).choices(customsStates))
    .option('--search <TEXT>', t('cli.option.search'))
    .option('--reveal', t('cli.option.reveal'));
  verb('show', 'cli.verb.show', async () => (await import('./verbs/show.ts')).showVerb)
    .argument('<NUMBER>')
    .option('--reveal', t('cli.option.reveal'));
  for (const action of ['hold', 'release', 'retry', 'cancel', 'restore'] as const)
    verb(action, `cli.verb.${action}`, async () =>
      (await import('./verbs/act.ts')).actVerb(action),
    ).argument('<NUMBER...>');
  verb(
    'filed-elsewhere',
    'cli.verb.elsewhere',
    async () => (await import('./verbs/filed-elsewhere.ts')).filedElsewhereVerb,
  )
    .argument('<NUMBER...>')
    .requiredOption('--place <PLACE>', t('cli.option.place'))
    .option('--number <NO>', t('cli.option.number'))
    .option('--at <TIME>', t('cli.option.at'))
    .option('--note <TEXT>', t('cli.option.note'));
  verb(
    'withdraw',
    'cli.verb.withdraw',
    async () => (await import('./verbs/withdraw.ts')).withdrawVerb,
  )
    .argument('<NUMBER...>')
    .requiredOption('--reason <TEXT>', t('cli.option.reason'))
    .option('--code <CODE>', t('cli.option.code'))
    .option('--fault <CODE>', t('cli.option.fault'));
  verb('verify', 'cli.verb.verify', async () => (await import('./verbs/verify.ts')).verifyVerb)
    .argument('[PATH]')
    .option('--key <FINGERPRINT>', t('evidence.cli.key'));
  verb(
    'evidence',
    'evidence.cli.verb',
    async () => (await import('./verbs/evidence.ts')).evidenceVerb,
  )
    .requiredOption('--from <TIME>', t('evidence.cli.from'))
    .requiredOption('--to <TIME>', t('evidence.cli.to'))
    .requiredOption('--out <DIR>', t('evidence.cli.out'))
    .option('--with-personal-data', t('evidence.cli.personal'))
    .option('--no-attached-files', t('evidence.cli.attached'));
}
