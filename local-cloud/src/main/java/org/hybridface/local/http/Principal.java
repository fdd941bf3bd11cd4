// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

/**
 * Who calls: a user or an assumed role.
 *
 * @param arn for example {@code arn:aws:sts::000000000000:assumed-role/face-recogniser/local}
 */
public record Principal(String arn) {

    public Principal {
        if (arn.isBlank()) {
            throw new IllegalArgumentException("a principal needs an ARN");
        }
    }

    @Override
    public String toString() {
        return arn;
    }
}
