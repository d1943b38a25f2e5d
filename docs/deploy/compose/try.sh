#!/usr/bin/env bash
# Makes the calls of the portal through the services of compose.yaml, and uploads files: as the administrator creates a use
# case and gives the data scientist a role in it, then makes the six data calls as the data scientist. Ends with 1 at the
# first answer with another status than expected. May be run again. Needs curl, jq and openssl.
set -euo pipefail
cd "$(dirname "$0")"

export PORT=${PORT:-8080} ISSUER_PORT=${ISSUER_PORT:-9000}
server=http://localhost:$PORT
usecases=$server/api/v1/usecases
bucket=example-training-data
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# expect "STATUS..." TEXT CURL-ARGUMENT...: sends a request and checks its status; the body of the answer is in $work/body
expect() {
    local expected=$1 text=$2 status
    shift 2
    status=$(curl --silent --show-error --noproxy localhost --output "$work/body" --write-out '%{http_code}' "$@")
    if [[ " $expected " != *" $status "* ]]; then
        echo "FAILED  $text: status $status instead of $expected" >&2
        cat "$work/body" >&2
        exit 1
    fi
    echo "$status  $text"
}

# call USER "STATUS..." METHOD PATH [BODY]: a call of the API with the token of the user
call() {
    local user=$1 expected=$2 method=$3 path=$4
    # curl reads the token from a file, because other users of a machine see the arguments of a process
    local arguments=(--request "$method" --header "@$work/$user")
    if [ $# -gt 4 ]; then
        arguments+=(--header 'Content-Type: application/json' --data "$5")
    fi
    expect "$expected" "$user: $method $path" "${arguments[@]}" "$usecases$path"
}

# upload URL HEADERS FILE: sends a file to S3 with the headers (a JSON object) that belong to the URL
upload() {
    local headers=()
    while IFS= read -r header; do
        headers+=(--header "$header")
    done < <(jq --raw-output 'to_entries[] | "\(.key): \(.value)"' <<< "$2")
    expect 200 "PUT to S3: $(basename "$3")" --upload-file "$3" "${headers[@]}" "$1"
}

body() {
    jq --raw-output "$@" "$work/body"
}

# until the server, its tables and the issuer are there, at most about a minute
curl --silent --show-error --noproxy localhost --output /dev/null --fail --retry 60 --retry-delay 1 --retry-all-errors \
    "$server/readyz" 2>/dev/null || expect 200 'GET /readyz' "$server/readyz"

for user in admin data-scientist; do
    (umask 077 && echo "Authorization: Bearer $(./token.sh "$user")" > "$work/$user")
done

expect 401 'GET /api/v1/usecases without a token' "$usecases"
call admin '201 409' POST '' '{
    "usecase_id": "example", "name": "An example", "account_id": "444455556666",
    "cross_account_role_arn": "arn:aws:iam::444455556666:role/DDAPortalAccessRole",
    "external_id": "example-external-id", "data_account_id": "777788889999",
    "data_account_role_arn": "arn:aws:iam::777788889999:role/DDADataAccessRole",
    "data_account_external_id": "example-data-external-id"}'
call admin '200 201' POST /example/roles '{"user_id": "data-scientist", "role": "DataScientist"}'

# the six data calls
call data-scientist '200 201' POST /example/data/buckets "{\"bucket_name\": \"$bucket\"}"
call data-scientist 200 GET /example/data/buckets
body '.buckets[].name' | grep --quiet --line-regexp "$bucket"
call data-scientist 201 POST /example/data/folders "{\"bucket\": \"$bucket\", \"folder_path\": \"datasets/images/\"}"

call data-scientist 200 POST /example/data/upload-url \
    "{\"bucket\": \"$bucket\", \"key\": \"datasets/images/image001.jpg\", \"content_type\": \"image/jpeg\"}"
echo 'not really an image' > "$work/image001.jpg"
upload "$(body .upload_url)" "$(body .headers)" "$work/image001.jpg"

call data-scientist 200 POST /example/data/batch-upload-urls "{\"bucket\": \"$bucket\", \"prefix\": \"datasets/images/\",
    \"files\": [{\"filename\": \"image002.jpg\", \"content_type\": \"image/jpeg\"}, {\"filename\": \"image003.jpg\"}]}"
cp "$work/body" "$work/batch"
for index in 0 1; do
    cp "$work/batch" "$work/body"
    file=$work/$(body ".uploads[$index].filename")
    echo "file $index" > "$file"
    upload "$(body ".uploads[$index].upload_url")" "$(body ".uploads[$index].headers")" "$file"
done

call data-scientist 200 GET "/example/data/folders?bucket=$bucket&prefix=datasets/images/"
found=$(body '[.files[].name] | sort | join(" ")')
if [ "$found" != 'image001.jpg image002.jpg image003.jpg' ]; then
    echo "FAILED  the folder contains '$found' instead of the three files" >&2
    exit 1
fi
echo 'All files are there.'
