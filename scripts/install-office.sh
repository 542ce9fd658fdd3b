#!/usr/bin/env bash
# Installs LibreOffice >= 25.2, PDF tools and the Chinese fonts on Debian, from the machine's own apt mirror.
# Everything but PDF works without them. Exit 0: installed (or already there); 3: could not, and said why.
set -euo pipefail

wanted=25.2
fonts_dir=/usr/local/share/fonts/notice-kit

say() { printf 'install-office: %s\n' "$*" >&2; }
give_up() { say "$*"; exit 3; }

office_is_ready() {
  command -v soffice >/dev/null && /usr/bin/python3 -I -c 'import uno' 2>/dev/null || return 1
  local version
  version=$(soffice --version 2>/dev/null | awk '{print $2}')
  [ "$(printf '%s\n%s\n' "$wanted" "$version" | sort -V | head -n 1)" = "$wanted" ]
}

fonts_are_ready() {
  [ -e "$fonts_dir/FandolFang-Regular.otf" ] && fc-list 2>/dev/null | grep -q 'Noto Serif CJK SC' \
    && fc-list 2>/dev/null | grep -q 'UKai'
}

if office_is_ready && fonts_are_ready && command -v pdftoppm >/dev/null; then
  exit 0
fi

command -v apt-get >/dev/null || give_up "no apt-get here: install LibreOffice $wanted or newer, poppler and Chinese fonts yourself."
[ "$(id -u)" = 0 ] || give_up "not root: run 'sudo $0' once, or do without PDF."

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || give_up "apt-get update failed: see above."

install_from=()
candidate=$(apt-cache policy libreoffice-writer-nogui | awk '/Candidate:/ {sub(/^[0-9]+:/, "", $2); print $2}')
if [ "$(printf '%s\n%s\n' "$wanted" "${candidate:-0}" | sort -V | head -n 1)" != "$wanted" ]; then
  # The release is too old (bookworm's 7.4 breaks the character grid): take the backports suite
  # from the mirror that already serves the release, so that no host is written down here.
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ -n "$codename" ] || give_up "LibreOffice ${candidate:-none} is too old, and this system names no Debian release."
  mirror=$(apt-get indextargets --format '$(REPO_URI)' \
    "Codename: $codename" 'Created-By: Packages' 'Component: main' | head -n 1)
  keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -n "${mirror:-}" ] || give_up "no apt source of this machine serves Debian $codename: add its backports suite yourself."
  {
    echo 'Types: deb'
    echo "URIs: $mirror"
    echo "Suites: $codename-backports"
    echo 'Components: main'
    [ ! -e "$keyring" ] || echo "Signed-By: $keyring"
  } > /etc/apt/sources.list.d/notice-kit-backports.sources
  if ! apt-get update -qq; then
    rm -f /etc/apt/sources.list.d/notice-kit-backports.sources
    give_up "the mirror of this machine has no suite $codename-backports: LibreOffice $wanted cannot be had from it."
  fi
  install_from=(-t "$codename-backports")
fi

apt-get install -y -qq --no-install-recommends "${install_from[@]}" \
  libreoffice-writer-nogui libreoffice-calc-nogui python3-uno >/dev/null \
  || give_up "LibreOffice could not be installed: see above."
apt-get install -y -qq --no-install-recommends \
  poppler-utils fontconfig fonts-noto-cjk fonts-arphic-ukai fonts-liberation2 >/dev/null \
  || give_up "the PDF tools and fonts could not be installed: see above."

if [ ! -e "$fonts_dir/FandolFang-Regular.otf" ]; then
  # FandolFang is the only free Simplified 仿宋; it is taken out of the TeX package without installing TeX.
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"
  (cd "$work" && apt-get download -qq texlive-lang-chinese >/dev/null) || give_up "texlive-lang-chinese (for 仿宋) could not be fetched."
  mkdir -p "$fonts_dir"
  dpkg --fsys-tarfile "$work"/texlive-lang-chinese*.deb | tar -x -C "$work" --wildcards '*/fandol/*.otf'
  find "$work" -name 'Fandol*.otf' -exec cp {} "$fonts_dir" \;
  fc-cache -f "$fonts_dir"
fi

office_is_ready || give_up "LibreOffice is installed, but older than $wanted."
say "$(soffice --version | cut -d' ' -f1-2) and fonts are ready."
