/**
 * The base of the local cloud's own AWS services: a loopback HTTP server, complete verification of AWS Signature Version 4 and
 * errors in the shape the AWS SDKs parse.
 *
 * <p>A service is a {@link org.hybridface.local.http.SignedService} (who may call it, what it answers) run by a
 * {@link org.hybridface.local.http.LoopbackServer} (sockets, limits, stop):
 * <pre>{@code
 * Credentials keys = Credentials.of(new AccessKey("AKIDLAMBDA", secret, new Principal("arn:aws:sts::...")));
 * SignedService shadows = new SignedService("iotdata", "eu-west-1", AwsProtocol.REST_JSON, keys, Clock.systemUTC(),
 *         request -> HttpResponse.json(200, body));
 * try (LoopbackServer server = LoopbackServer.start("shadows", 0, 128 * 1024, shadows)) {
 *     server.endpoint();   // http://127.0.0.1:<port>
 * }
 * }</pre>
 */
package org.hybridface.local.http;
