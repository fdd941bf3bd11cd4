/** DynamoDB: Amazon's DynamoDB Local in this process, behind a front door that verifies signatures and asks the caller's policy. */
package org.hybridface.local.dynamodb;
