/**
 * What crosses the wire between the device and the cloud: messages, topics and shadow documents.
 * Nothing here knows Camel, OpenCV or the AWS SDK, so that both sides can depend on it.
 */
package org.hybridface.messages;
