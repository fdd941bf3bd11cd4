// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.s3;

/** There is no such object, or the caller may not read it: the two look alike, as in AWS. */
public final class ObjectUnavailableException extends Exception {

    ObjectUnavailableException(String bucket, String key, Throwable cause) {
        super("s3://" + bucket + "/" + key + " is missing or may not be read", cause);
    }
}
