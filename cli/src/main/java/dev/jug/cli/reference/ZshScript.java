package dev.jug.cli.reference;

/** For zsh(1): a function for {@code fpath}, which may be sourced as well (zshcompsys(1)). */
record ZshScript() implements Script {
  private static final String HEAD =
      """
      #compdef jug
      # zsh completion for jug: made by `jug completion zsh`. Names of containers and the like are asked of a running engine;
      # none is started for that.
      typeset -gA _jug_flags _jug_takes _jug_places _jug_same
      """;

  private static final String BODY =
      """
      typeset -g _jug_taking='TAKING'

      _jug_reply() {
        local kind
        for kind in ${(s:,:)1}; do
          case $kind in
            (:*) compadd -- ${(s.:.)kind} ;;
            (files) _files ;;
            (-) ;;
            (*) compadd -- ${(f)"$(jug completion names $kind 2>/dev/null)"} ;;
          esac
        done
      }

      _jug_next() {
        local name before="$*"
        local -aU next
        for name in "${(@k)_jug_flags}" "${(@k)_jug_same}"; do
          if [[ -z $before ]]; then
            next+=(${name%% *})
          elif [[ $name == "$before "* ]]; then
            next+=(${${name#"$before "}%% *})
          fi
        done
        compadd -a next
      }

      _jug() {
        emulate -L zsh
        local current=$words[CURRENT] command= expects= name word kind
        local -a before places flags
        local -i i known place=0
        before=("${(@)words[2,CURRENT-1]}")
        for known in 3 2 1 0; do
          (( known <= $#before )) || continue
          (( known )) || break
          name="${(j: :)before[1,known]}"
          name=${_jug_same[$name]:-$name}
          (( ${+_jug_flags[$name]} )) && command=$name && break
        done
        (( $#before < 3 )) && _jug_next "$before[@]"
        [[ -z $command ]] && return
        for ((i = known + 1; i <= $#before; i++)); do
          word=$before[i]
          if [[ -n $expects ]]; then
            expects=
          elif [[ $word == -* ]] && ! { (( place )) && [[ $_jug_taking == *" $command "* ]] }; then
            [[ $_jug_takes[$command] == *" $word="* ]] && expects=$word
          else
            (( ++place ))
          fi
        done
        if [[ -z $expects && $current == --*=* ]]; then
          expects=${current%%=*}
          compset -P '*='
        fi
        if [[ -n $expects ]]; then
          kind=${_jug_takes[$command]#*" $expects="}
          [[ $kind != $_jug_takes[$command] ]] && _jug_reply "${kind%% *}"
        elif (( place )) && [[ $_jug_taking == *" $command "* ]]; then
          _normal
        elif [[ $current == -* ]]; then
          flags=(${(s: :)_jug_flags[$command]})
          compadd -a flags
        else
          places=(${(s: :)_jug_places[$command]})
          i=$(( place < $#places ? place + 1 : $#places ))
          if (( i )) && { (( i == place + 1 )) || [[ $places[i] == *'*' ]] }; then
            _jug_reply "${places[i]%%'*'}"
          fi
        fi
      }

      if [[ $funcstack[1] == _jug ]]; then _jug "$@"; else compdef _jug jug; fi
      """;

  @Override
  public String shell() {
    return "zsh";
  }

  @Override
  public String place() {
    return "zsh/vendor-completions/_jug";
  }

  @Override
  public String text(Candidates candidates) {
    return HEAD
        + Data.of(candidates, "_jug_%s+=('%s' '%s')\n")
        + BODY.replace("TAKING", Data.taking(candidates));
  }
}
