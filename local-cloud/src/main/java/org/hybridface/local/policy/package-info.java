/**
 * Says what AWS would say to a request under a policy: IAM for the Lambda's calls, AWS IoT for a device's MQTT packets. Pure
 * functions, and strict: an element, operator or variable this package does not know is refused when the policy is read, never
 * skipped. Rules: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements"; AWS IoT developer guide, "AWS IoT
 * Core policies".
 */
package org.hybridface.local.policy;
