/** Where configuration files stand: the project's, upwards from the working directory, and the user's. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const CONFIG_NAME = 'kesu.config.yaml';

export type Env = Readonly<Record<string, string | undefined>>;

/** Files that are read; `ignored` is one that belongs to somebody else. */
export interface Found {
  readonly project?: string;
  readonly user?: string;
  readonly ignored?: string;
  /** Whether `project` was named with `--config`, and so is trusted in full. */
  readonly named?: boolean;
}

/** `wish` is what `--config` says: a file in place of the project's, `false` for none at all. */
export function findConfigs(cwd: string, env: Env, wish: string | false | undefined): Found {
  if (wish === false) return {};
  const user = existing(userConfig(env));
  if (wish !== undefined) return { project: resolve(cwd, wish), named: true, ...(user !== undefined && { user }) };
  const project = upwards(cwd);
  // the folder above all may hold the user's file too: it is read once
  return { ...(project !== undefined && (trusted(project, cwd) ? { project } : { ignored: project })), ...(user !== undefined && user !== project && { user }) };
}

export function userConfig(env: Env): string | undefined {
  const { XDG_CONFIG_HOME: xdg, APPDATA: appData, HOME: home } = env;
  const base = xdg || (process.platform === 'win32' ? appData : home && join(home, '.config'));
  return base ? join(base, 'kesu', 'config.yaml') : undefined;
}

/** Up to the root of the repository, or of the file system. */
function upwards(folder: string): string | undefined {
  const here = existing(join(folder, CONFIG_NAME));
  if (here !== undefined) return here;
  const above = dirname(folder);
  return above === folder || ['.git', '.hg', '.svn'].some((mark) => existsSync(join(folder, mark))) ? undefined : upwards(above);
}

/**
 * In a folder that many can write to (`/tmp`) anybody can leave a file for those who work below it. One
 * that was found by searching is read if it belongs to this user, to root, or to whose folder this is.
 */
function trusted(file: string, cwd: string): boolean {
  const me = process.getuid?.();
  if (me === undefined) return true;
  return [me, 0, statSync(cwd).uid].includes(statSync(file).uid);
}

function existing(file: string | undefined): string | undefined {
  return file !== undefined && existsSync(file) && !statSync(file).isDirectory() ? file : undefined;
}
