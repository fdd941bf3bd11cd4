/** The event source mapping from the table's stream to the function: polls, filters, converts, retries, splits. */
package org.hybridface.local.stream;
