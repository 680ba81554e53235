# Completion of coach in fish, which quotes what it puts on the line.
function _coach_completion
    set -l answers (env _COACH_COMPLETE=fish_complete COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(commandline -t | string collect) coach)
    for answer in $answers
        set -l parts (string split -m1 , -- $answer)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%s\n' $parts[2]
        end
    end
end

complete --no-files --command coach --arguments '(_coach_completion)'
