/** Tests that compare the CloudFormation templates with the code that they deploy. */
@NullMarked
package io.dataaccount.lambda.templates;

import org.jspecify.annotations.NullMarked;
