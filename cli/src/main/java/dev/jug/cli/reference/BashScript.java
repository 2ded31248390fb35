package dev.jug.cli.reference;

/** For bash(1), "Programmable Completion"; from version 4.2 on, without any other package. */
record BashScript() implements Script {
  private static final String HEAD =
      """
      # bash completion for jug: made by `jug completion bash`. Names of containers and the like are asked of a running engine;
      # none is started for that.
      declare -gA _jug_flags _jug_takes _jug_places _jug_same
      """;

  private static final String BODY =
      """
      _jug_taking='TAKING'

      # _jug_reply KIND WORD [PREFIX]: proposes what is of a kind and begins with a word.
      _jug_reply() {
          local kind words=
          for kind in ${1//,/ }; do
              case $kind in
                  :*) words+=" ${kind//:/ }" ;;
                  files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$2")) ;;
                  -) ;;
                  *) words+=" $(jug completion names "$kind" 2>/dev/null)" ;;
              esac
          done
          COMPREPLY+=($(compgen -W "$words" -- "$2"))
      }

      # _jug_next WORD...: the words that may follow in the name of a command.
      _jug_next() {
          local name before="$*"
          for name in "${!_jug_flags[@]}" "${!_jug_same[@]}"; do
              if [[ -z $before ]]; then
                  echo "${name%% *}"
              elif [[ $name == "$before "* ]]; then
                  name=${name#"$before "}
                  echo "${name%% *}"
              fi
          done
      }

      _jug() {
          local IFS=$' \\t\\n' line=${COMP_LINE:0:COMP_POINT} words current command= name expects= kind word
          local -i i place=0 known=0
          read -ra words <<<"$line"
          [[ $line == *[[:space:]] ]] && words+=("")
          i=$((${#words[@]} - 1))
          current=${words[i]}
          words=("${words[@]:1:i-1}")
          COMPREPLY=()
          for known in 3 2 1 0; do
              name=${words[*]:0:known}
              ((known <= ${#words[@]})) || continue
              [[ -n $name && -n ${_jug_same[$name]+x} ]] && name=${_jug_same[$name]}
              [[ -n $name && -n ${_jug_flags[$name]+x} ]] && command=$name && break
          done
          if ((${#words[@]} < 3)); then
              COMPREPLY=($(compgen -W "$(_jug_next "${words[@]}" | sort -u)" -- "$current"))
          fi
          [[ -z $command ]] && return
          for ((i = known; i < ${#words[@]}; i++)); do
              word=${words[i]}
              if [[ -n $expects ]]; then
                  expects=
              elif [[ $word == -* && ! ($place -gt 0 && $_jug_taking == *" $command "*) ]]; then
                  [[ ${_jug_takes[$command]} == *" $word="* ]] && expects=$word
              else
                  place+=1
              fi
          done
          local takes=${_jug_takes[$command]} places=(${_jug_places[$command]})
          if [[ -z $expects && $current == --*=* ]]; then
              expects=${current%%=*}
          fi
          if [[ -n $expects ]]; then
              kind=${takes#*" $expects="}
              if [[ $kind != "$takes" ]]; then
                  word=$current prefix=
                  [[ $current == "$expects="* ]] && word=${current#*=} prefix=$expects=
                  _jug_reply "${kind%% *}" "$word"
                  COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
              fi
          elif [[ $place -gt 0 && $_jug_taking == *" $command "* ]]; then
              compopt -o default 2>/dev/null
          elif [[ $current == -* ]]; then
              COMPREPLY=($(compgen -W "${_jug_flags[$command]}" -- "$current"))
          else
              i=$((place < ${#places[@]} ? place : ${#places[@]} - 1))
              if ((i >= 0)) && { ((i == place)) || [[ ${places[i]} == *'*' ]]; }; then
                  _jug_reply "${places[i]%'*'}" "$current"
              fi
          fi
          # What readline takes for the word begins behind the last of these.
          if [[ $current == *[:=]* ]]; then
              word=${current%"${current##*[:=]}"}
              COMPREPLY=("${COMPREPLY[@]#"$word"}")
          fi
      }
      complete -F _jug jug
      """;

  @Override
  public String shell() {
    return "bash";
  }

  @Override
  public String place() {
    return "bash-completion/completions/jug";
  }

  @Override
  public String text(Candidates candidates) {
    return HEAD
        + Data.of(candidates, "_jug_%s[\"%s\"]='%s'\n")
        + BODY.replace("TAKING", Data.taking(candidates));
  }
}
