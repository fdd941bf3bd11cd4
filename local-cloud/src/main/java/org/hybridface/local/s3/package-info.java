/** S3: s3proxy over a directory, which verifies signatures; a guard in front asks for each call whether the caller's policy allows it. */
package org.hybridface.local.s3;
