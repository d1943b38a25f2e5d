/** The CloudFormation templates, held to the code that they deploy and to what AWS says of its resource types. */
@NullMarked
package io.dataaccount.lambda.templates;

import org.jspecify.annotations.NullMarked;
