/** Texts of the lists of use cases, buckets and folders. */
export const browseTexts = {
  sortedWithinPage: 'Sorted within this page. Other pages are not compared.',
} as const;
