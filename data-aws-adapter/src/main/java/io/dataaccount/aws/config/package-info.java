/** Configuration of the AWS adapter: regions, tables, endpoints, credentials and the observer of metrics. */
@NullMarked
package io.dataaccount.aws.config;

import org.jspecify.annotations.NullMarked;
