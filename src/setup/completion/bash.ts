/** Completion for bash, 3.2 and later; needs no other package. */
import type { CommandShape, Takes } from './shape.js';

export function bashScript(shapes: readonly CommandShape[]): string {
  return `# Completion of kesu for bash, written by: kesu completion bash

# What stands after an option of a command: __kesu_takes COMMAND OPTION; a switch gives nothing
__kesu_takes() {
  case "$1:$2" in
${shapes.flatMap((shape) => shape.options.filter((o) => o.takes).map(({ flags, takes }) => `    ${flags.map((flag) => quoted(`${shape.path}:${flag}`)).join('|')}) REPLY=${quoted(codeOf(takes))} ;;`)).join('\n')}
    *) REPLY='' ;;
  esac
}

# What stands in the n-th place after a command
__kesu_argument() {
  case "$1:$2" in
${shapes.flatMap((shape) => shape.arguments.map(({ takes, variadic }, n) => `    ${quoted(`${shape.path}:`)}${variadic ? '*' : n}) REPLY=${quoted(codeOf(takes))} ;;`)).join('\n')}
    *) REPLY='text' ;;
  esac
}

__kesu_commands() {
  case "$1" in
${shapes.filter((s) => s.commands.length > 0).map((shape) => `    ${quoted(shape.path)}) REPLY=${quoted(shape.commands.map((c) => c.name).join(' '))} ;;`).join('\n')}
    *) REPLY='' ;;
  esac
}

__kesu_options() {
  case "$1" in
${shapes.map((shape) => `    ${quoted(shape.path)}) REPLY=${quoted(shape.options.flatMap((o) => o.flags.filter((flag) => flag.startsWith('--') || o.flags.length === 1)).join(' '))} ;;`).join('\n')}
    *) REPLY='' ;;
  esac
}

# Empty COMPREPLY leaves the place to readline, which completes files
__kesu_offer() {
  case "$1" in
    file) ;;
    folder) type compopt >/dev/null 2>&1 && compopt +o default +o bashdefault -o dirnames 2>/dev/null ;;
    text) type compopt >/dev/null 2>&1 && compopt +o default +o bashdefault 2>/dev/null ;;
    *) COMPREPLY=($(IFS=' ' compgen -W "$1" -- "$2")) ;;
  esac
  return 0
}

_kesu() {
  local current=\${COMP_WORDS[COMP_CWORD]} before='' word path='' place=0 ended='' takes='' i REPLY
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $takes ]]; then
      # bash cuts --option=value into three words
      [[ $word == '=' ]] && continue
      takes=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -?* ]]; then
      __kesu_takes "$path" "$word"
      takes=$REPLY
    else
      __kesu_commands "$path"
      if [[ -n $REPLY && " $REPLY " == *" $word "* ]]; then
        path="\${path:+$path }$word"
      else
        place=$((place + 1))
      fi
    fi
  done
  [[ $current == '=' ]] && current=''
  if [[ -n $takes ]]; then
    __kesu_offer "$takes" "$current"
  elif [[ -z $ended && $current == -?* || -z $ended && $current == - ]]; then
    __kesu_options "$path"
    COMPREPLY=($(IFS=' ' compgen -W "$REPLY" -- "$current"))
  else
    __kesu_commands "$path"
    if [[ -n $REPLY ]]; then
      __kesu_offer "$REPLY" "$current"
    else
      __kesu_argument "$path" "$place"
      __kesu_offer "$REPLY" "$current"
    fi
  fi
}

complete -o bashdefault -o default -F _kesu kesu
`;
}

const codeOf = (takes: Takes | undefined): string => (takes?.kind === 'words' ? takes.words.join(' ') : (takes?.kind ?? ''));

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
