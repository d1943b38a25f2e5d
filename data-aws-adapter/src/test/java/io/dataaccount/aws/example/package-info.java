/** The examples of the README and of docs/embedding.md. */
@NullMarked
package io.dataaccount.aws.example;

import org.jspecify.annotations.NullMarked;
