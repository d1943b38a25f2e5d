"""Runs boto3, and Python's urllib with presigned URLs, against the embedded S3 and STS. Prints one JSON document."""

import io
import json
import os
import sys
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

caller, bucket = sys.argv[1:]
endpoint, many = os.environ["S3_ENDPOINT"], os.environ["MANY"]
PARTS = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)
BIG = b"b" * (6 << 20)

session = boto3.Session()
if caller == "ROLE":
    sts = boto3.client("sts", endpoint_url=os.environ["STS_ENDPOINT"])
    role = sts.assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="client")["Credentials"]
    session = boto3.Session(role["AccessKeyId"], role["SecretAccessKey"], role["SessionToken"])


def client(**config):
    return session.client("s3", endpoint_url=endpoint, config=Config(retries={"max_attempts": 0}, **config))


s3 = client(signature_version="s3v4")
found = {}


def keys(operation, element="Contents", **parameters):
    pages = s3.get_paginator(operation).paginate(**parameters)
    return [each["Key"] for page in pages for each in page.get(element, [])]


def code(call):
    try:
        call()
        return "no error"
    except ClientError as e:
        return [e.response["ResponseMetadata"]["HTTPStatusCode"], e.response["Error"]["Code"], e.response["Error"]["Message"]]


def send(method, url, body=None, **headers):
    # without a content type, urllib sends application/x-www-form-urlencoded
    with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as response:
        return response.read(), response.headers


# copy and multipart
s3.upload_fileobj(io.BytesIO(BIG), bucket, "up/big ü+.bin", ExtraArgs={"Metadata": {"by": "boto3"}}, Config=PARTS)
s3.copy({"Bucket": bucket, "Key": "up/big ü+.bin"}, bucket, "up/copy.bin", Config=PARTS)
into = io.BytesIO()
s3.download_fileobj(bucket, "up/copy.bin", into, Config=PARTS)
found["copied"] = into.getvalue() == BIG
found["parts"] = s3.head_object(Bucket=bucket, Key="up/copy.bin")["ETag"].strip('"').split("-")[1]
# a copy in parts has no metadata, because this client starts a new upload
found["metadata"] = s3.head_object(Bucket=bucket, Key="up/big ü+.bin")["Metadata"]

# listing
found["many_v1"] = keys("list_objects", Bucket=many)
found["many_v2"] = keys("list_objects_v2", Bucket=many, PaginationConfig={"PageSize": 777})
found["folders"] = [
    each["Prefix"]
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=many, Delimiter="/", PaginationConfig={"PageSize": 7})
    for each in page.get("CommonPrefixes", [])
]
odd = ["boto/a%sb.txt" % chr(c) for c in range(1, 32)]
for key in odd:
    s3.put_object(Bucket=bucket, Key=key, Body=b"v")
found["odd"] = odd
found["odd_v1"] = keys("list_objects", Bucket=bucket, Prefix="boto/a", PaginationConfig={"PageSize": 1})
found["odd_v2"] = keys("list_objects_v2", Bucket=bucket, Prefix="boto/a", PaginationConfig={"PageSize": 1})
found["odd_versions"] = keys("list_object_versions", "Versions", Bucket=bucket, Prefix="boto/a", PaginationConfig={"PageSize": 1})
for key in odd:
    s3.delete_object(Bucket=bucket, Key=key)

# presigned requests, sent by urllib
def presign(operation, **parameters):
    return s3.generate_presigned_url(operation, Params={"Bucket": bucket, **parameters})


send("PUT", presign("put_object", Key="form.txt"), b"a=b&acl=c")
body, headers = send("GET", presign("get_object", Key="form.txt"))
found["form"] = [body.decode(), headers["content-type"]]
upload = s3.create_multipart_upload(Bucket=bucket, Key="form.bin")["UploadId"]
_, headers = send("PUT", presign("upload_part", Key="form.bin", UploadId=upload, PartNumber=1), b"c=d&uploadId=e")
complete = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>%s</ETag></Part></CompleteMultipartUpload>"
send("POST", presign("complete_multipart_upload", Key="form.bin", UploadId=upload), (complete % headers["etag"]).encode())
found["form_parts"] = send("GET", presign("get_object", Key="form.bin"))[0].decode()
send("DELETE", presign("delete_object", Key="form.bin"))

# errors
found["sigv2"] = code(lambda: client(signature_version="s3").list_objects(Bucket=many))
found["missing"] = code(lambda: s3.get_object(Bucket=bucket, Key="missing"))[:2]

# delete
session.resource("s3", endpoint_url=endpoint).Bucket(bucket).objects.all().delete()
found["left"] = keys("list_objects_v2", Bucket=bucket)
print(json.dumps(found))
