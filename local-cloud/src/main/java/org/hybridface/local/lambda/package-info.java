/**
 * AWS Lambda: the unmodified zip in child JVMs through the AWS runtime interface client, synchronous calls, and asynchronous
 * ones with retries and an on-failure queue.
 */
package org.hybridface.local.lambda;
