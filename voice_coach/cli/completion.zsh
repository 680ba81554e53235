#compdef coach
# Completion of coach in zsh, which quotes what it puts on the line.
_coach_completion() {
    local kind value about
    local -a answers plain described
    (( $+commands[coach] )) || return 1
    answers=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) _COACH_COMPLETE=zsh_complete coach)}")
    for kind value about in "${answers[@]}"; do
        case $kind in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $about == _ ]]; then
                    plain+=("$value")
                else
                    described+=("${${value//\\/\\\\}//:/\\:}:$about")
                fi ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U
    (( $#plain )) && compadd -U -V unsorted -a plain
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _coach_completion "$@"
else
    compdef _coach_completion coach
fi
