# Sourced by the benchmarks: runs commands in turn and prints the medians of what they print.

# alternate ROUNDS NAME FUNCTION [NAME FUNCTION]...: each function prints `images/s N ... peak-MiB N`; the first is ours, the
# others are its peers.
alternate() {
    local rounds=$1 round i line; shift
    names=() functions=() lines=()
    while [ $# -gt 0 ]; do names+=("$1"); functions+=("$2"); lines+=(""); shift 2; done
    for round in $(seq "$rounds"); do
        for i in "${!names[@]}"; do
            # A peer may fail and be told of; without ours there is nothing to compare.
            line=$(${functions[i]}) || { line="ended with exit code $?"; [ "$i" -gt 0 ] || fail "${names[i]} $line"; }
            printf 'round %d  %-16s %s\n' "$round" "${names[i]}" "$line"
            lines[i]+=$line$'\n'
        done
    done
}

# median FIELD LINES
median() {
    sed -n "s:.*$1 \([0-9.]*\).*:\1:p" <<<"$2" | sort -n \
        | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

# verdict TITLE: the medians, and ours against each peer's, as a table of markdown.
verdict() {
    local i
    printf '\n%s, on %s\n\n' "$1" "$(machine)"
    printf '| | images/s | ours against it | peak MiB | ours against it |\n|---|---|---|---|---|\n'
    for i in "${!names[@]}"; do
        if grep -q 'ended with' <<<"${lines[i]}"; then
            printf '| %s | %s | | | |\n' "${names[i]}" "$(grep -m 1 -o 'ended with.*' <<<"${lines[i]}")"
            continue
        fi
        awk -v name="${names[i]}" -v a="$(median images/s "${lines[0]}")" -v b="$(median images/s "${lines[i]}")" \
            -v c="$(median peak-MiB "${lines[0]}")" -v d="$(median peak-MiB "${lines[i]}")" \
            'BEGIN { printf "| %s | %.1f | %.3f | %.0f | %.3f |\n", name, b, a / b, d, c / d }'
    done
}
