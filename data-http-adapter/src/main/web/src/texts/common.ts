/** Texts that several areas of the page show. */
export const commonTexts = {
  dropRefused: 'Nothing was uploaded. Open a folder, choose Upload, and drop the files on the dashed area.',
} as const;
