/** Texts that several areas of the page show. */
export const commonTexts = {
  cancel: 'Cancel',
  close: 'Close',
} as const;
