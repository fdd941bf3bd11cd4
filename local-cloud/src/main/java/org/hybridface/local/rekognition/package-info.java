/**
 * Amazon Rekognition's face operations on one machine: the AWS JSON protocol in front, real embeddings of
 * {@link org.hybridface.vision} behind. The package's README.md says what is like AWS and what is not.
 */
package org.hybridface.local.rekognition;
