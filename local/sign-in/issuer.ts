import { createServer } from "node:http";
import path from "node:path";
import { listen, stopListening } from "../listening.ts";
import { AuthorizationCodes } from "./authorization.ts";
import { send } from "./http.ts";
import { loadSigningKey } from "./id-token.ts";
import { People, type Persona } from "./people.ts";
import { SignInDesk } from "./sign-in-desk.ts";

export interface IssuerOptions {
  /** Where the key and the people who signed up are kept. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  /** The origins of the application, such as "http://127.0.0.1:5173". Only there does a redirect ever lead. */
  appOrigins: readonly string[];
  personas: readonly Persona[];
}

export interface Issuer {
  /** The `iss` of every token, and the address below which everything is found. */
  url: string;
  stop: () => Promise<void>;
}

/** Starts an OpenID Connect issuer on 127.0.0.1 at which one signs in by choosing who to be. */
export async function startIssuer(options: IssuerOptions): Promise<Issuer> {
  const key = await loadSigningKey(path.join(options.dataDir, "key.json"));
  const people = await People.open(options.personas, path.join(options.dataDir, "people.json"));
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server, options.port)}`;
  const desk = new SignInDesk({
    appOrigins: options.appOrigins,
    tokens: { issuer, key, people, codes: new AuthorizationCodes() },
  });
  server.on("request", (request, response) => {
    void desk.answer(request).then((answer) => {
      send(response, answer);
    });
  });
  return { url: issuer, stop: () => stopListening(server) };
}
