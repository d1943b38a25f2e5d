import Box from '@cloudscape-design/components/box';

interface UploadProps {
  usecase: string;
  bucket: string;
  prefix: string;
  onUploaded: () => void;
}

export function UploadPanel({ bucket, prefix }: UploadProps) {
  return <Box>{`Uploads into ${bucket}/${prefix} stand here.`}</Box>;
}
