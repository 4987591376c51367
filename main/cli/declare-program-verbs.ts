import { Argument, Option } from 'commander';
import { scenarios } from '../../shared/contract/index.ts';
import { drillScenarios } from '../../shared/drill/scenarios.ts';
import { declarationKinds } from '../../shared/filing/numbers.ts';
import type { Translate } from '../../shared/i18n/index.ts';
import { logLevels } from '../../shared/log/levels.ts';
import { whole, type DeclareVerb } from './declare-verb.ts';
import { pacingActions } from './pacing-actions.ts';

/** What `naru settings` does. */
const settingsActions = ['list', 'get', 'set'];

/** What `naru connection` does. */
const connectionActions = ['show', 'proxy', 'authorities'];

/** What `naru directive` does. */
const directiveActions = ['list', 'preview', 'show', 'apply', 'undo', 'discard'];

/** What `naru recovery` does. */
const recoveryActions = ['status', 'go-on'];

/** What `naru key` does. */
const keyActions = ['status', 'rotate', 'recover', 'passphrase', 'recovery-code'];

/** Speeds of `naru drill`; without one it leaps from moment to moment. */
const drillRunSpeeds = ['1', '10', '60', '600'];

/** Verbs about everything around the filings: practice, directives, backups, settings, key and logs. */
export function declareProgramVerbs(verb: DeclareVerb, t: Translate): void {
  verb(
    'practice',
    'cli.verb.practice',
    async () => (await import('./verbs/practice.ts')).practiceVerb,
  )
    .option('--port <N>', t('cli.option.port'), whole, 4010)
    .option('--folders <DIR...>', t('cli.option.folders'))
    .option('--sent <DIR>', t('cli.option.sent'))
    .addOption(
      new Option('--scenario <NAME>', t('cli.option.scenario')).choices(scenarios).default('calm'),
    )
    .option('--seed <N>', t('cli.option.seed'), whole, 1)
    .option('--store <FILE>', t('cli.option.store'));
  verb('serve', 'cli.verb.serve', async () => (await import('./verbs/serve.ts')).serveVerb).option(
    '--port <N>',
    t('cli.option.port'),
    whole,
    0,
  );
  verb(
    'directive',
    'directives.cli.verb',
    async () => (await import('./verbs/directive.ts')).directiveVerb,
  )
    .addArgument(new Argument('<ACTION>').choices(directiveActions))
    .argument('[FILE|NUMBER]');
  verb(
    'backup',
    'backup.cli.verb.backup',
    async () => (await import('./verbs/backup.ts')).backupVerb,
  )
    .option('--to <DIR>', t('backup.cli.option.to'))
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--this-computer', t('backup.cli.option.thisComputer'))
    .option('--list', t('backup.cli.option.list'));
  verb(
    'restore-backup',
    'backup.cli.verb.restore',
    async () => (await import('./verbs/restore.ts')).restoreVerb,
  )
    .argument('<FILE>')
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--yes', t('backup.cli.option.yes'));
  verb(
    'recovery',
    'backup.cli.verb.recovery',
    async () => (await import('./verbs/recovery.ts')).recoveryVerb,
  ).addArgument(new Argument('[ACTION]').choices(recoveryActions));
  verb(
    'salvage',
    'backup.cli.verb.salvage',
    async () => (await import('./verbs/salvage.ts')).salvageVerb,
  );
  verb(
    'export',
    'backup.cli.verb.export',
    async () => (await import('./verbs/export.ts')).exportVerb,
  ).requiredOption('--out <DIR>', t('backup.cli.option.out'));
  verb('move', 'backup.cli.verb.move', async () => (await import('./verbs/move.ts')).moveVerb)
    .addArgument(new Argument('<ACTION>').choices(['out', 'in', 'stay']))
    .argument('[FILE|DIR]')
    .option('--passphrase-file <FILE>', t('backup.cli.option.passphraseFile'))
    .option('--yes', t('backup.cli.option.yes'));
  verb('drill', 'drill.cli.verb', async () => (await import('./verbs/drill.ts')).drillVerb)
    .addArgument(new Argument('<SCENARIO>').choices(drillScenarios))
    .option('--seed <N>', t('drill.cli.option.seed'), whole, 1)
    .addOption(new Option('--speed <N>', t('drill.cli.option.speed')).choices(drillRunSpeeds));
  verb('pacing', 'pacing.cli.verb', async () => (await import('./verbs/pacing.ts')).pacingVerb)
    .addArgument(new Argument('<ACTION>').choices(pacingActions))
    .argument('[FILE|ADDRESS|NAME]')
    .argument('[VALUE]', t('pacing.cli.set'))
    .option('--key <FILE>', t('pacing.cli.option.key'))
    .option('--out <FILE>', t('pacing.cli.option.out'))
    .option('--public-key <KEY>', t('pacing.cli.option.publicKey'));
  verb('settings', 'setup.cli.verb', async () => (await import('./verbs/settings.ts')).settingsVerb)
    .addArgument(new Argument('<ACTION>').choices(settingsActions))
    .argument('[NAME]')
    .argument('[VALUE]');
  verb(
    'connection',
    'desktop.way.cli.verb',
    async () => (await import('./verbs/connection.ts')).connectionVerb,
  )
    .addArgument(new Argument('<ACTION>').choices(connectionActions))
    .argument('[system|none|ADDRESS|FILE]')
    .option('--user <NAME>', t('desktop.way.cli.user'))
    .option('--password-file <FILE>', t('desktop.way.cli.passwordFile'));
  verb('logs', 'program.cli.logs', async () => (await import('./verbs/logs.ts')).logsVerb)
    .option('--lines <N>', t('program.cli.lines'), whole, 100)
    .addOption(new Option('--level <LEVEL>', t('program.cli.level')).choices(logLevels));
  verb(
    'diagnostics',
    'program.cli.diagnostics',
    async () => (await import('./verbs/diagnostics.ts')).diagnosticsVerb,
  ).requiredOption('--out <FILE>', t('program.cli.out'));
  verb('key', 'keys.cli.verb', async () => (await import('./verbs/key.ts')).keyVerb).addArgument(
    new Argument('<ACTION>').choices(keyActions),
  );
  verb(
    'schema',
    'cli.verb.schema',
    async () => (await import('./verbs/schema.ts')).schemaVerb,
  ).addOption(new Option('--example <KIND>', t('cli.option.example')).choices(declarationKinds));
  verb(
    'document',
    'cli.verb.document',
    async () => (await import('./verbs/document.ts')).documentVerb,
  )
    .argument('<FILE>')
    .option('--check', t('cli.option.check'));
}
