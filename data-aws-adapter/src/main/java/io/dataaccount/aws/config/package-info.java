/** What a program configures: regions, tables, servers, credentials and metrics. */
@NullMarked
package io.dataaccount.aws.config;

import org.jspecify.annotations.NullMarked;
