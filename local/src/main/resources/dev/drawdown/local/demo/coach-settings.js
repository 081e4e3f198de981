import { open } from "./product.js";
import { strings } from "./coach-strings.js";

await open({ strings });
