/**
 * AWS Lambda: the unmodified zip in child JVMs through the AWS runtime interface client, synchronous and asynchronous calls with retries and
 * an on-failure queue, and the event source mapping of the table's stream.
 */
package org.hybridface.local.lambda;
