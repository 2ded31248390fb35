# Makes the root directory of an image in /image, says so, and leaves it there until the input ends.
# Before this stand: release, suite, variant, include, keys, sources (to build from), kept (to go into the image).

# Whoever installs packages shall not ask for input, nor read what follows here.
make_root() {
  umask 022
  mkdir /jug
  printf '%s' "$sources" >/jug/build.sources

  # How this machine reaches archives: proxies, certificates, patience, and passwords.
  apt-config dump | grep '^Acquire::' | grep -v '^Acquire::cdrom' >/jug/acquire.conf
  printf 'Dir::Etc::%s;\n' 'netrc "/etc/apt/auth.conf"' 'netrcparts "/etc/apt/auth.conf.d"' >>/jug/acquire.conf

  say look
  /usr/lib/apt/apt-helper download-file "$release" /jug/InRelease || return
  : "${SOURCE_DATE_EPOCH:=$(date -u -d "$(sed -n '/^Date: /{s///p;q}' /jug/InRelease)" +%s)}"
  export SOURCE_DATE_EPOCH
  say date "$SOURCE_DATE_EPOCH"

  # Which packages are wanted, and that apt in the image can verify them.
  setup='
    for pin in /etc/apt/preferences /etc/apt/preferences.d/*; do
      [ ! -f "$pin" ] || cp "$pin" "$1/etc/apt/preferences.d/jug-${pin##*/}" || exit
    done
    for key in '"$keys"'; do
      install -D -m 644 "$key" "$1$key" || exit
    done'
  set -- --setup-hook="$setup"
  # With /bin merged into /usr from the beginning; for that it downloads the lists of packages. Then it is known at once
  # whether there are the packages that will be wanted last.
  merged=/usr/share/mmdebstrap/hooks/maybe-merged-usr
  check='cd "$1" && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get --simulate --quiet=2 install'
  if [ -d $merged ]; then
    set -- "$@" --hook-dir=$merged --skip=update
    [ -z "$include" ] || set -- "$@" --setup-hook="$check $(echo "$include" | tr , ' ') >/dev/null"
  fi
  mmdebstrap --verbose --mode=root --format=directory --skip=cleanup/apt \
    --variant="$variant" ${include:+"--include=$include"} --aptopt=/jug/acquire.conf "$@" \
    "$suite" /image /jug/build.sources || return

  # The date was read before its signature was verified.
  for list in /image/var/lib/apt/lists/*_dists_"$suite"_InRelease; do
    cmp -s /jug/InRelease "$list" && same=yes
  done
  [ -n "${same:-}" ] || { echo "E: the archive was renewed meanwhile: try again"; return 1; }

  id=$(sed -n 's/^ID=//p' /image/etc/os-release | tr -dc 'a-z0-9._-')
  printf '%s' "$kept" >"/image/etc/apt/sources.list.d/${id:-distribution}.sources"
}

say() { echo "jug: $*"; }

exec 2>&1
make_root </dev/null || exit
say done
read -r _
