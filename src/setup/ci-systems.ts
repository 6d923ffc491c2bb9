/** Names of what `kesu init --ci` writes files for, apart from the files, so that `--help` loads none of them. */
export const CI_SYSTEMS = ['github', 'gitlab', 'pre-commit', 'git-hook'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];
