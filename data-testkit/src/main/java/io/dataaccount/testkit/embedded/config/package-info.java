/** What the embedded AWS is set up with, and what it tells of its sessions and requests. */
@NullMarked
package io.dataaccount.testkit.embedded.config;

import org.jspecify.annotations.NullMarked;
