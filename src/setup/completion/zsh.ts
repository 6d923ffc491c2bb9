/** Completion for zsh, by its own `_arguments`; sourced, or a file `_kesu` in `$fpath`. */
import type { CommandShape, OptionShape, Takes } from './shape.js';

export function zshScript(shapes: readonly CommandShape[]): string {
  const functions = shapes.map((shape) => (shape.commands.length > 0 ? group(shape) : leaf(shape)));
  return `#compdef kesu
# Completion of kesu for zsh, written by: kesu completion zsh

${functions.join('\n')}
if [[ "\${funcstack[1]}" == _kesu ]]; then
  _kesu "$@"
elif (( $+functions[compdef] )); then
  compdef _kesu kesu
else
  print -u2 'kesu: completion needs compinit: put "autoload -Uz compinit && compinit" before this line'
fi
`;
}

const nameOf = (path: string): string => ['_kesu', ...path.split(' ')].filter(Boolean).join('_').replaceAll('-', '_');

function group(shape: CommandShape): string {
  return `${nameOf(shape.path)}() {
  local line state
  _arguments -C \\
${shape.options.map((o) => `    ${optionSpec(o)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->rest' && return
  case $state in
    command)
      local -a commands=(
${shape.commands.map(({ name, description }) => `        ${quoted(`${name}:${description.replaceAll(':', '\\:')}`)}`).join('\n')}
      )
      _describe -t commands command commands ;;
    rest)
      case $line[1] in
${shape.commands.map(({ name }) => `        ${name}) ${nameOf(`${shape.path} ${name}`.trim())} ;;`).join('\n')}
      esac ;;
  esac
}
`;
}

function leaf(shape: CommandShape): string {
  const specs = [...shape.options.map(optionSpec), ...shape.arguments.map(({ name, takes, variadic }) => quoted(`${variadic ? '*' : ''}:${escaped(name)}:${argumentAction(name, takes)}`))];
  return `${nameOf(shape.path)}() {
  _arguments -s -S \\
${specs.map((spec) => `    ${spec}`).join(' \\\n')}
}
`;
}

function optionSpec({ flags, description, takes, repeatable }: OptionShape): string {
  const others = repeatable ? "'*'" : flags.length > 1 ? quoted(`(${flags.join(' ')})`) : '';
  const names = flags.map((flag) => (takes && flag.startsWith('--') ? `${flag}=` : takes ? `${flag}+` : flag));
  const spelled = names.length > 1 ? `{${names.join(',')}}` : names.join('');
  return `${others}${spelled}${quoted(`[${escaped(description).replace(/[[\]]/g, '\\$&')}]${takes ? `:value:${action(takes)}` : ''}`)}`;
}

/** Where anything may stand, what begins with `-` is still an option. */
const argumentAction = (name: string, takes: Takes): string => (takes.kind === 'text' ? `_guard "^-*" ${name}` : action(takes));

function action(takes: Takes): string {
  switch (takes.kind) {
    case 'words': return `(${takes.words.map(escaped).join(' ')})`;
    case 'file': return '_files';
    case 'folder': return '_files -/';
    case 'text': return ' ';
  }
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(':', '\\:');
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
