/** Completion for fish 3. */
import type { CommandShape, OptionShape, Takes } from './shape.js';

export function fishScript(shapes: readonly CommandShape[]): string {
  const groups = shapes.filter((s) => s.commands.length > 0);
  return `# Completion of kesu for fish, written by: kesu completion fish

# Whether the line has come to this command
function __kesu_at
    set -l path
    for word in (commandline -opc)[2..-1]
        switch "$path"
${groups.map((shape) => `            case ${quoted(shape.path)}\n                contains -- $word ${shape.commands.map((c) => c.name).join(' ')}; and set path (string trim -- "$path $word")`).join('\n')}
        end
    end
    test "$path" = "$argv[1]"
end

# Which place after the command is being typed: how many words stand there that are no options
function __kesu_place
    set -l words (commandline -opc)
    set -l count 0
    for word in $words[(math 2 + (count (string split -n ' ' -- $argv[1])))..-1]
        string match -q -- '-*' $word; or set count (math $count + 1)
    end
    test $count -eq $argv[2]
end

complete -c kesu -e
${shapes.flatMap((shape) => [...shape.commands.map(commandLine(shape)), ...shape.options.map(optionLine(shape)), ...argumentLines(shape)]).join('\n')}
`;
}

const at = (shape: CommandShape): string => `complete -c kesu -n ${quoted(`__kesu_at ${quoted(shape.path)}`)}`;

const commandLine = (shape: CommandShape) => ({ name, description }: CommandShape['commands'][number]): string => `${at(shape)} -f -a ${name} -d ${quoted(description)}`;

const optionLine = (shape: CommandShape) => ({ flags, description, takes }: OptionShape): string =>
  [at(shape), ...flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)), ...(takes ? [valueOf(takes)] : []), `-d ${quoted(description)}`].join(' ');

/** Files are what fish offers of itself, unless it is told not to: here wherever no argument is a file. */
function argumentLines(shape: CommandShape): string[] {
  if (shape.commands.length > 0 || shape.arguments.some(({ takes }) => takes.kind === 'file' || takes.kind === 'folder')) return [];
  return [
    `${at(shape)} -f`,
    ...shape.arguments.flatMap(({ takes, variadic }, n) => {
      if (takes.kind !== 'words') return [];
      const here = variadic ? at(shape) : `complete -c kesu -n ${quoted(`__kesu_at ${quoted(shape.path)}; and __kesu_place ${quoted(shape.path)} ${n}`)}`;
      return [`${here} -a ${quoted(takes.words.join(' '))}`];
    }),
  ];
}

function valueOf(takes: Takes): string {
  switch (takes.kind) {
    case 'words': return `-x -a ${quoted(takes.words.join(' '))}`;
    case 'file': return '-r -F';
    case 'folder': return "-x -a '(__fish_complete_directories)'";
    case 'text': return '-x';
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
