#!/usr/bin/env bash
# token.sh USER: prints an id token of the example's issuer for the user "admin" or "data-scientist". It signs in as the web
# page does, by the authorization code flow with PKCE, and chooses the user on the form of the issuer.
set -euo pipefail

user=${1:?"the user is missing: admin or data-scientist"}
issuer=http://localhost:${ISSUER_PORT:-9000}
redirect=http://localhost:${PORT:-8080}/
cookies=$(mktemp)
trap 'rm -f "$cookies"' EXIT

base64url() {
    openssl base64 -A | tr '+/' '-_' | tr -d '='
}

request() {
    curl --silent --show-error --noproxy localhost --cookie "$cookies" --cookie-jar "$cookies" "$@"
}

# sends a request and prints where the response redirects to
redirect_of() {
    local location
    location=$(request --output /dev/null --write-out '%{redirect_url}' "$@")
    if [ -z "$location" ]; then
        echo "token.sh: the issuer at $issuer did not continue the sign-in of $user" >&2
        return 1
    fi
    echo "$location"
}

verifier=$(openssl rand 32 | base64url)
challenge=$(printf '%s' "$verifier" | openssl dgst -sha256 -binary | base64url)

form=$(redirect_of --get "$issuer/auth" --data-urlencode client_id=data-account --data-urlencode response_type=code \
    --data-urlencode "redirect_uri=$redirect" --data-urlencode 'scope=openid email profile' \
    --data-urlencode "code_challenge=$challenge" --data-urlencode code_challenge_method=S256)
resume=$(redirect_of "$form" --data-urlencode "user=$user")
code=$(redirect_of "$resume" | sed -n 's/.*[?&]code=\([^&]*\).*/\1/p')
request --fail "$issuer/token" --data-urlencode grant_type=authorization_code --data-urlencode client_id=data-account \
    --data-urlencode "redirect_uri=$redirect" --data-urlencode "code=$code" --data-urlencode "code_verifier=$verifier" \
    | jq --raw-output .id_token
