function files(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'file' : 'files'}`;
}

/** Texts of the upload panel. */
export const uploadTexts = {
  sentBefore: (count: number) => `${files(count)} uploaded before the interruption`,
  sentBeforeDetail: 'Amazon S3 has these files. They are not sent again.',
  interrupted: (count: number) => `Interrupted upload: ${files(count)} not uploaded`,
  interruptedDetail:
    'To resume, choose or drop the same files or the same folder again. The browser does not let a page keep them over a reload. Files and parts that Amazon S3 has are not sent again. Other files are uploaded as usual.',
  showFiles: 'Show files',
  moreFiles: (count: number) => `and ${files(count)} more`,
  discard: 'Discard',
  stalled: 'The connection is lost or slow. The upload continues as soon as Amazon S3 responds.',
} as const;
