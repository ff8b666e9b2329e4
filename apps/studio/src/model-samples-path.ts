/** Where the stills of the models are, from the page. */
export const modelSamplesPath = 'samples/models/'
